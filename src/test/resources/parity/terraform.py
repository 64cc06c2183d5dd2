"""The facts of a folder of Terraform."""

import json

from facts import Facts, Reading, minutes, plain, settings_in_parts, user_data
from hcl import Module

# What a thing is called where something refers to it, and by which of its attributes it is known.
KINDS = {
    "aws_acm_certificate": ("certificate", "domain_name"),
    "aws_acm_certificate_validation": ("certificate", None),
    "aws_ami": ("image", None),
    "aws_autoscaling_group": ("auto-scaling group", "name"),
    "aws_availability_zones": ("zones", None),
    "aws_cloudwatch_log_group": ("log group", "name"),
    "aws_db_instance": ("database", "identifier"),
    "aws_db_parameter_group": ("database parameters", None),
    "aws_rds_cluster": ("database", "cluster_identifier"),
    "aws_rds_cluster_instance": ("database machine", "identifier"),
    "aws_rds_cluster_parameter_group": ("database parameters", None),
    "aws_egress_only_internet_gateway": ("egress only gateway", None),
    "aws_eip": ("address", None),
    "aws_lb_target_group": ("target group", None),
    "aws_s3_bucket": ("bucket", None),
    "aws_dynamodb_table": ("table", "name"),
    "aws_ecr_repository": ("repository", "name"),
    "aws_iam_instance_profile": ("instance profile", None),
    "aws_iam_role": ("role", "description"),
    "aws_launch_template": ("launch template", "name"),
    "aws_lb": ("load balancer", "name"),
    "aws_secretsmanager_secret": ("secret", "name"),
    "aws_ssm_parameter": ("parameter", "name"),
    "aws_wafv2_web_acl": ("firewall", "name"),
}

# `id` of most things is an id, of some it is what AWS calls by another word.
IDS = {"aws_iam_role": "name", "aws_lb": "arn", "aws_s3_bucket": "name", "aws_secretsmanager_secret": "arn"}


def facts(folder):
    """The facts, and the region that they are of."""
    read = _Terraform(folder)
    return read.facts, read.region


class _Terraform:
    def __init__(self, folder):
        self.facts = Facts()
        self.module = Module(folder, self.computed)
        ((_, provider),) = self.module.of("provider", "aws")
        self.region = provider["region"]
        self.default_tags = provider["default_tags"][0]["tags"]
        self.gather()
        for block in ("resource", "data"):
            for instance in self.module.resources(block):
                reading = Reading({key: value for key, value in instance.values.items() if key != "depends_on"})
                reading.name = self.known_as(instance)
                getattr(self, instance.kind)(reading)
                untaken = list(reading.untaken())
                if untaken:
                    raise ValueError(f"not compared: {instance.kind}.{instance.name}: {', '.join(untaken)}")
        settings_in_parts(self.facts, self.parameters)
        for (name,), body in self.module.of("output"):
            self.facts.add("output", name.replace("_", ""), value=body["value"], description=body["description"])
        for name, body in self.module.variables().items():
            self.facts.add("input", name.replace("_", ""), required="default" not in body)
        self.facts.add("provider", "aws", accounts=provider.get("allowed_account_ids"))

    def gather(self):
        """What one resource says of another, found before either is read."""
        all_of = list(self.module.resources("resource"))
        of = lambda kind: [instance.values for instance in all_of if instance.kind == kind]
        routes = of("aws_route")
        self.routes = {r["route_table_id"]: r for r in routes if "destination_cidr_block" in r}
        self.ipv6_routes = {r["route_table_id"]: r for r in routes if "destination_ipv6_cidr_block" in r}
        self.tables = {each["subnet_id"]: each["route_table_id"] for each in of("aws_route_table_association")}
        self.managed = {}
        for each in of("aws_iam_role_policy_attachment"):
            self.managed.setdefault(each["role"], []).append(each["policy_arn"])
        self.policies = {each["role"]: each for each in of("aws_iam_role_policy")}
        self.buckets = {}
        for instance in all_of:
            if instance.kind.startswith("aws_s3_bucket_"):
                part = instance.kind.removeprefix("aws_s3_bucket_")
                self.buckets.setdefault(instance.values["bucket"], {})[part] = Reading(instance.values)
        self.validations = {each["name"]: each["zone_id"] for each in of("aws_route53_record")}
        self.generated = {
            f"<ephemeral {each.name}>": each.values for each in self.module.resources("ephemeral")
        }
        self.kept = {each["repository"]: each["policy"] for each in of("aws_ecr_lifecycle_policy")}
        self.versions = {each["secret_id"]: each for each in of("aws_secretsmanager_secret_version")}
        self.parameters = {}

    # --- what AWS fills in

    def known_as(self, instance):
        kind, attribute = KINDS.get(instance.kind, (None, None))
        values = instance.values
        if instance.kind == "aws_ami":
            return next(filter["values"][0] for filter in values["filter"] if filter["name"] == "name")
        if instance.kind == "aws_iam_instance_profile":
            return values["role"]
        if instance.kind == "aws_acm_certificate_validation":
            return values["certificate_arn"]
        return values[attribute] if attribute else values.get("tags", {}).get("Name", instance.name)

    def computed(self, instance, attribute):
        kind = KINDS.get(instance.kind, (instance.kind.removeprefix("aws_").replace("_", " "),))[0]
        if instance.kind == "aws_secretsmanager_secret" and instance.block == "data":
            kind = "secret that is there"
        if instance.kind == "aws_caller_identity":
            return "<account>"
        if instance.kind == "aws_availability_zones":
            return [f"<zone {index}>" for index in range(6)]
        if instance.kind == "aws_iam_policy_document":
            return {"statements": [_statement(each) for each in instance.values["statement"]]}
        if instance.kind == "aws_secretsmanager_random_password":
            return f"<ephemeral {instance.name}>"
        name = self.known_as(instance)
        if instance.kind == "aws_acm_certificate_validation":
            return name
        if attribute == "ipv6_cidr_block":
            return f"<{kind} {name}: ipv6>"
        if attribute == "prefix_list_id":
            return f"<prefix list {instance.values['service_name']}>"
        if attribute == "domain_validation_options":
            record = {f"resource_record_{part}": f"<validation of {name}: {part}>" for part in ("name", "type", "value")}
            return [{"domain_name": name, **record}]
        if attribute == "master_user_secret":
            return [{"secret_arn": f"<database {name}: secret>"}]
        if attribute == "endpoint" and instance.kind == "aws_rds_cluster":
            return f"<database {name}: address>"
        if attribute == "endpoint":
            return f"<database {name}: address>:{instance.values['port']}"
        if attribute == "id":
            attribute = IDS.get(instance.kind, "id")
        return f"<{kind} {name}: {attribute}>"

    def tags(self, kind, name, reading):
        self.facts.tags(kind, name, {**self.default_tags, **plain(reading.get("tags", {}))})

    # --- network

    def aws_availability_zones(self, r):
        self.facts.add("zones", "of the region", chosen=plain(r["filter"]))

    def aws_vpc(self, r):
        self.facts.add(
            "vpc", r.name, cidr=r["cidr_block"], dns=r["enable_dns_support"], names=r["enable_dns_hostnames"],
            ipv6=r.get("assign_generated_ipv6_cidr_block", False),
        )
        self.tags("vpc", r.name, r)

    def aws_default_security_group(self, r):
        self.facts.add("default security group", r["vpc_id"], rules="none")
        r.pass_over("tags")

    def aws_internet_gateway(self, r):
        self.facts.add("internet gateway", r.name, vpc=r["vpc_id"])
        self.tags("internet gateway", r.name, r)

    def aws_subnet(self, r):
        table = self.tables[f"<subnet {r.name}: id>"]
        self.facts.add(
            "subnet",
            r.name,
            vpc=r["vpc_id"],
            cidr=r["cidr_block"],
            zone=r["availability_zone"],
            route_table=table,
            route=_route(self.routes.get(table, {})),
            ipv6=r.get("ipv6_cidr_block"),
            ipv6_for_machines=r.get("assign_ipv6_address_on_creation", False),
            ipv6_route=_route(self.ipv6_routes.get(table, {})),
        )
        self.tags("subnet", r.name, r)

    def aws_egress_only_internet_gateway(self, r):
        self.facts.add("egress only gateway", r.name, vpc=r["vpc_id"])
        self.tags("egress only gateway", r.name, r)

    def aws_route_table(self, r):
        self.facts.add("route table", r.name, vpc=r["vpc_id"])
        self.tags("route table", r.name, r)

    def aws_route(self, r):
        r.pass_over(*r)  # said of each subnet

    def aws_route_table_association(self, r):
        r.pass_over(*r)  # said of each subnet

    def aws_eip(self, r):
        self.facts.add("address", r.name, domain=r["domain"])
        self.tags("address", r.name, r)

    def aws_nat_gateway(self, r):
        self.facts.add("nat gateway", r.name, address=r["allocation_id"], subnet=r["subnet_id"])
        self.tags("nat gateway", r.name, r)

    def aws_vpc_endpoint(self, r):
        self.facts.add(
            "endpoint",
            r.name,
            vpc=r["vpc_id"],
            type=r["vpc_endpoint_type"],
            service=r["service_name"],
            route_tables=r.get("route_table_ids"),
            subnets=r.get("subnet_ids"),
            security_groups=r.get("security_group_ids"),
            private_names=r.get("private_dns_enabled"),
        )
        self.tags("endpoint", r.name, r)

    def aws_flow_log(self, r):
        r.pass_over("log_destination_type")
        self.facts.add(
            "flow log",
            r.name,
            of=r["vpc_id"],
            traffic=r["traffic_type"],
            to=r["log_destination"].replace(": arn>", ">"),  # the group, by whichever of its names
            role=r["iam_role_arn"],
        )
        self.tags("flow log", r.name, r)

    # --- who may reach whom

    def aws_security_group(self, r):
        self.facts.add("security group", r.name, vpc=r["vpc_id"], description=r["description"])
        r.pass_over("name_prefix", "lifecycle")
        self.tags("security group", r.name, r)

    def aws_vpc_security_group_ingress_rule(self, r):
        self.rule("ingress", r)

    def aws_vpc_security_group_egress_rule(self, r):
        self.rule("egress", r)

    def rule(self, direction, r):
        group = r["security_group_id"]
        peer = r.get("referenced_security_group_id") or r.get("prefix_list_id") or r.get("cidr_ipv6") or r["cidr_ipv4"]
        first, last = r["from_port"], r["to_port"]
        self.facts.rule(direction, group, peer, r["ip_protocol"], first, last, r["description"])
        self.tags("rule", f"{direction} {group}, {peer}, {r['ip_protocol']} {first}", r)

    # --- load balancers and names

    def aws_lb(self, r):
        logs = r.part("access_logs")
        self.facts.add(
            "load balancer",
            r["name"],
            type=r["load_balancer_type"],
            scheme="internal" if r["internal"] else "internet-facing",
            addresses=r["ip_address_type"],
            subnets=r["subnets"],
            security_groups=r["security_groups"],
            desync=r["desync_mitigation_mode"],
            drops_invalid_headers=r["drop_invalid_header_fields"],
            protected=r["enable_deletion_protection"],
            logs=logs.get("enabled", False),
            logs_to=logs.get("bucket"),
        )
        self.tags("load balancer", r.name, r)

    def aws_lb_listener(self, r):
        name = f"{r['load_balancer_arn']} {r['port']}"
        action = r.part("default_action")
        to = action.part("redirect")
        fixed = action.part("fixed_response")
        self.facts.add(
            "listener",
            name,
            protocol=r["protocol"],
            tls=r.get("ssl_policy"),
            certificate=r.get("certificate_arn"),
            action=action["type"],
            target=action.get("target_group_arn"),
            redirect=[to.get("protocol"), to.get("port"), to.get("status_code")],
            response=[fixed.get("status_code"), fixed.get("content_type"), fixed.get("message_body")],
        )
        self.tags("listener", name, r)

    def aws_lb_target_group(self, r):
        health = r.part("health_check")
        self.facts.add(
            "target group",
            r.name,
            type=r["target_type"],
            vpc=r["vpc_id"],
            protocol=r["protocol"],
            port=r["port"],
            drain=r["deregistration_delay"],
            health={
                "protocol": health["protocol"],
                "port": health["port"],
                "path": health["path"],
                "status": health["matcher"],
                "every": health["interval"],
                "timeout": health["timeout"],
                "healthy": health["healthy_threshold"],
                "unhealthy": health["unhealthy_threshold"],
            },
        )
        r.pass_over("name_prefix", "lifecycle")
        self.tags("target group", r.name, r)

    def aws_wafv2_web_acl(self, r):
        self.facts.add("firewall", r["name"], scope=r["scope"], otherwise=_word(r.part("default_action")))
        for rule in r["rule"]:
            statement = rule.part("statement")
            rate = statement.part("rate_based_statement")
            group = statement.part("managed_rule_group_statement")
            self.facts.add(
                "firewall rule",
                f"{r['name']} {rule['name']}",
                priority=rule["priority"],
                action=_word(rule.part("action")) or _word(rule.part("override_action")),
                rate=[rate.get("aggregate_key_type"), rate.get("limit"), rate.get("evaluation_window_sec")],
                group=[group.get("vendor_name"), group.get("name")],
                other_actions={
                    each["name"]: _word(each.part("action_to_use"))
                    for each in group.get("rule_action_override", [])
                },
                seen=_seen(rule.part("visibility_config")),
            )
        self.facts.add("firewall metrics", r["name"], seen=_seen(r.part("visibility_config")))
        self.tags("firewall", r["name"], r)

    def aws_wafv2_web_acl_association(self, r):
        self.facts.add("firewall in front", r["web_acl_arn"], of=r["resource_arn"])

    def aws_wafv2_web_acl_logging_configuration(self, r):
        kept = r.part("logging_filter")
        self.facts.add(
            "firewall log",
            r["resource_arn"],
            to=[each.replace(": arn>", ">") for each in r["log_destination_configs"]],
            without=[each.part("single_header")["name"] for each in r["redacted_fields"]],
            otherwise=kept["default_behavior"],
            kept=[
                [
                    each["behavior"],
                    each["requirement"],
                    [c.part("action_condition")["action"] for c in each["condition"]],
                ]
                for each in kept["filter"]
            ],
        )

    def aws_acm_certificate(self, r):
        record = f"<validation of {r.name}: name>"
        self.facts.add(
            "certificate",
            r["domain_name"],
            validation=r["validation_method"],
            validated_in=self.validations[record],
        )
        r.pass_over("lifecycle")
        self.tags("certificate", r.name, r)

    def aws_acm_certificate_validation(self, r):
        r.pass_over(*r)  # CloudFormation waits without being told

    def aws_route53_record(self, r):
        if r["name"].startswith("<validation of "):
            r.pass_over(*r)  # said of the certificate
            return
        alias = r.part("alias")
        self.facts.add(
            "record",
            f"{r['name']} {r['type']}",
            zone=r["zone_id"],
            to=alias["name"],
            zone_of_that=alias["zone_id"],
            asks_its_health=alias["evaluate_target_health"],
        )

    def aws_s3_bucket(self, r):
        parts = self.buckets[f"<bucket {r.name}: name>"]
        for part in parts.values():
            part.pass_over("bucket", "depends_on")
        public = parts["public_access_block"]
        encryption = parts["server_side_encryption_configuration"].part("rule")
        rule = parts["lifecycle_configuration"].part("rule")
        rule.pass_over("filter")
        self.facts.add(
            "bucket",
            r.name,
            owner=parts["ownership_controls"].part("rule")["object_ownership"],
            public=[
                public["block_public_acls"],
                public["block_public_policy"],
                public["ignore_public_acls"],
                public["restrict_public_buckets"],
            ],
            encryption=encryption.part("apply_server_side_encryption_by_default")["sse_algorithm"],
            rule=rule["id"],
            rule_is=rule["status"],
            days=rule.part("expiration")["days"],
            days_of_parts=rule.part("abort_incomplete_multipart_upload")["days_after_initiation"],
            goes_with_its_content=r.get("force_destroy", False),
        )
        self.facts.policy("bucket policy", r.name, parts["policy"]["policy"]["statements"])
        r.pass_over("bucket_prefix")
        self.tags("bucket", r.name, r)
        for kind, part in parts.items():
            for untaken in part.untaken():
                raise ValueError(f"not compared: {kind} of {r.name}: {untaken}")

    def part_of_a_bucket(self, r):
        r.pass_over(*r)  # said of the bucket

    aws_s3_bucket_ownership_controls = part_of_a_bucket
    aws_s3_bucket_public_access_block = part_of_a_bucket
    aws_s3_bucket_server_side_encryption_configuration = part_of_a_bucket
    aws_s3_bucket_lifecycle_configuration = part_of_a_bucket
    aws_s3_bucket_policy = part_of_a_bucket

    # --- machines

    def aws_launch_template(self, r):
        metadata = r.part("metadata_options")
        disk = r.part("block_device_mappings")
        volume = disk.part("ebs")
        self.facts.add(
            "launch template",
            r["name"],
            description=r["description"],
            image=r["image_id"],
            type=r["instance_type"],
            security_groups=r["vpc_security_group_ids"],
            profile=r.part("iam_instance_profile")["arn"],
            metadata=[
                metadata["http_endpoint"],
                metadata["http_tokens"],
                metadata["http_put_response_hop_limit"],
            ],
            monitoring=r.part("monitoring")["enabled"],
            disk=disk["device_name"],
            disk_type=volume["volume_type"],
            disk_size=volume["volume_size"],
            disk_encrypted=volume["encrypted"],
            disk_goes_along=volume["delete_on_termination"],
            user_data=user_data(r["user_data"]),
        )
        r.pass_over("update_default_version")
        for each in r["tag_specifications"]:
            self.facts.tags(each["resource_type"], r.name, each["tags"])
        self.tags("launch template", r.name, r)

    def aws_autoscaling_group(self, r):
        template = r.part("launch_template")
        self.facts.add(
            "auto-scaling group",
            r["name"],
            min=r["min_size"],
            max=r["max_size"],
            subnets=r["vpc_zone_identifier"],
            target_groups=r.get("target_group_arns", []),
            health=r["health_check_type"],
            grace=r["health_check_grace_period"],
            ends_first=r["termination_policies"],
            metrics=r["enabled_metrics"],
            template=template["id"],
            version=template["version"],
            wait=[r.get("min_elb_capacity", r["min_size"]), minutes(r["wait_for_capacity_timeout"])],
            update=[
                *[f"instance refresh: {sorted(plain(r.part('instance_refresh').part('preferences')).items())}"],
                *[f"maintenance: {sorted(plain(r.part('instance_maintenance_policy')).items())}"],
            ],
        )
        r.part("instance_refresh").pass_over("strategy")
        for hook in r.get("initial_lifecycle_hook", []):
            self.facts.add(
                "life-cycle hook",
                hook["name"],
                group=r["name"],
                when=hook["lifecycle_transition"],
                seconds=hook["heartbeat_timeout"],
                then=hook["default_result"],
            )
        self.facts.tags(
            "auto-scaling group",
            r.name,
            {tag["key"]: [tag["value"], tag["propagate_at_launch"]] for tag in r["tag"]},
        )

    def aws_autoscaling_policy(self, r):
        target = r.part("target_tracking_configuration")
        self.facts.add(
            "scaling",
            r["autoscaling_group_name"],
            type=r["policy_type"],
            target=target["target_value"],
            metric=target.part("predefined_metric_specification")["predefined_metric_type"],
        )
        r.pass_over("name")

    def aws_ami(self, r):
        r.pass_over(*r)  # its name is the symbol for its id

    def aws_cloudwatch_log_group(self, r):
        self.facts.add("log group", r["name"], days=r["retention_in_days"])
        self.tags("log group", r.name, r)

    def aws_ssm_parameter(self, r):
        tags = {**self.default_tags, **r.get("tags", {})}
        self.parameters[r["name"]] = {"value": r["value"], "type": r["type"], "tags": tags}

    def aws_dynamodb_table(self, r):
        ttl = r.part("ttl")
        self.facts.add(
            "table",
            r["name"],
            billing=r["billing_mode"],
            key=r["hash_key"],
            attributes=[[each["name"], each["type"]] for each in r["attribute"]],
            expires=[ttl["enabled"], ttl["attribute_name"]],
        )
        self.tags("table", r.name, r)

    def aws_ecr_repository(self, r):
        self.facts.add(
            "repository",
            r["name"],
            mutability=r["image_tag_mutability"],
            scan=r.part("image_scanning_configuration")["scan_on_push"],
            encryption=r.part("encryption_configuration")["encryption_type"],
            keeps=json.loads(self.kept[r["name"]]),
        )
        self.tags("repository", r.name, r)

    def aws_ecr_lifecycle_policy(self, r):
        r.pass_over(*r)  # read with its repository

    # --- permissions and secrets

    def aws_iam_role(self, r):
        policy = self.policies[f"<role {r.name}: name>"]
        self.facts.add(
            "role",
            r["description"],
            managed_policies=self.managed.get(f"<role {r.name}: name>", []),
            policy=policy["name"],
        )
        self.facts.policy("trust", r.name, r["assume_role_policy"]["statements"])
        self.facts.policy("permission", r.name, policy["policy"]["statements"])
        r.pass_over("name_prefix")
        self.tags("role", r.name, r)

    def part_of_a_role(self, r):
        r.pass_over(*r)  # said of the role

    aws_iam_role_policy = part_of_a_role
    aws_iam_role_policy_attachment = part_of_a_role
    aws_iam_policy_document = part_of_a_role
    aws_caller_identity = part_of_a_role

    def aws_iam_instance_profile(self, r):
        self.facts.add("instance profile", r["role"])
        r.pass_over("name_prefix")
        self.tags("instance profile", r.name, r)

    def aws_secretsmanager_secret(self, r):
        version = self.versions.get(f"<secret {r.name}: arn>")
        if version is None:
            r.pass_over("name")  # looked up, and told where it is read
            return
        made = self.generated[version["secret_string_wo"]]
        self.facts.add(
            "secret",
            r["name"],
            description=r["description"],
            length=made["password_length"],
            without_punctuation=made["exclude_punctuation"],
            protected=r.part("lifecycle").get("prevent_destroy", False),
        )
        r.pass_over("recovery_window_in_days")
        self.tags("secret", r.name, r)

    def aws_secretsmanager_secret_version(self, r):
        r.pass_over(*r)  # said of the secret

    # --- databases

    def aws_db_subnet_group(self, r):
        self.facts.add("database subnets", r["name"], description=r["description"], subnets=r["subnet_ids"])
        self.tags("database subnets", r["name"], r)

    def aws_db_parameter_group(self, r):
        self.facts.add(
            "database parameters",
            r.name,
            description=r["description"],
            family=r["family"],
            **{"set": {each["name"]: each["value"] for each in r["parameter"]}},
        )
        r.pass_over("name_prefix", "lifecycle")
        self.tags("database parameters", r.name, r)

    aws_rds_cluster_parameter_group = aws_db_parameter_group

    def aws_rds_cluster(self, r):
        self.facts.add(
            "database",
            r["cluster_identifier"],
            engine=r["engine"],
            version=r["engine_version"],
            capacity=_capacity(r),
            encrypted=r["storage_encrypted"],
            database=r["database_name"],
            user=r["master_username"],
            password_by_rds=r["manage_master_user_password"],
            port=r["port"],
            subnets=r["db_subnet_group_name"],
            security_groups=r["vpc_security_group_ids"],
            parameters=r["db_cluster_parameter_group_name"],
            extended_support=r["engine_lifecycle_support"],
            logs=r["enabled_cloudwatch_logs_exports"],
            backups=r["backup_retention_period"],
            tags_to_snapshots=r["copy_tags_to_snapshot"],
            backups_go_along=r["delete_automated_backups"],
            protected=r["deletion_protection"],
            guarded=r.part("lifecycle").get("prevent_destroy", False),
            last_snapshot=not r["skip_final_snapshot"],
            name_of_last_snapshot=r["final_snapshot_identifier"],
        )
        self.tags("database", r.name, r)

    def aws_rds_cluster_instance(self, r):
        self.facts.add(
            "database machine",
            r["identifier"],
            of=r["cluster_identifier"],
            engine=r["engine"],
            **{"class": r["instance_class"]},
            public=r["publicly_accessible"],
            minor_upgrades=r["auto_minor_version_upgrade"],
        )
        self.tags("database machine", r["identifier"], r)

    def aws_db_instance(self, r):
        self.facts.add(
            "database",
            r["identifier"],
            engine=r["engine"],
            version=r["engine_version"],
            **{"class": r["instance_class"]},
            standby=r["multi_az"],
            storage=[r["storage_type"], r["allocated_storage"], r.get("max_allocated_storage")],
            encrypted=r["storage_encrypted"],
            database=r["db_name"],
            user=r["username"],
            password_by_rds=r["manage_master_user_password"],
            port=r["port"],
            public=r["publicly_accessible"],
            subnets=r["db_subnet_group_name"],
            security_groups=r["vpc_security_group_ids"],
            parameters=r["parameter_group_name"],
            applied_at_once=r.get("apply_immediately", False),
            minor_upgrades=r["auto_minor_version_upgrade"],
            extended_support=r.get("engine_lifecycle_support"),
            logs=r["enabled_cloudwatch_logs_exports"],
            backups=r["backup_retention_period"],
            tags_to_snapshots=r["copy_tags_to_snapshot"],
            backups_go_along=r["delete_automated_backups"],
            protected=r["deletion_protection"],
            guarded=r.part("lifecycle").get("prevent_destroy", False),
            last_snapshot=not r["skip_final_snapshot"],
            name_of_last_snapshot=r["final_snapshot_identifier"],
        )
        self.tags("database", r.name, r)


def _word(choice):
    """What is chosen of blocks that have nothing in them."""
    return next((key for key in choice if plain(choice[key]) is not None), None)


def _seen(r):
    return [r["cloudwatch_metrics_enabled"], r["metric_name"], r["sampled_requests_enabled"]]


def _route(route):
    route = {key: value for key, value in route.items() if key not in ("route_table_id", "depends_on")}
    if not route:
        return "nowhere"
    destination = route.pop("destination_cidr_block", None) or route.pop("destination_ipv6_cidr_block")
    return [destination, *route.values()]


def _capacity(cluster):
    if "serverlessv2_scaling_configuration" not in cluster:
        return None
    bounds = cluster.part("serverlessv2_scaling_configuration")
    return [float(bounds["min_capacity"]), float(bounds["max_capacity"])]


def _statement(block):
    """A statement of a policy document as IAM's own JSON has it."""
    block = Reading({key: value for key, value in block.items()})
    statement = {"Effect": block.get("effect", "Allow"), "Action": plain(block["actions"])}
    if "sid" in block:
        statement["Sid"] = block["sid"]
    if "resources" in block:
        statement["Resource"] = plain(block["resources"])
    for principal in block.get("principals", []):
        named = {principal["type"]: plain(principal["identifiers"])}
        statement["Principal"] = "*" if named == {"*": ["*"]} else named
    for condition in block.get("condition", []):
        operator = statement.setdefault("Condition", {}).setdefault(condition["test"], {})
        operator[condition["variable"]] = plain(condition["values"])
    untaken = list(block.untaken())
    if untaken:
        raise ValueError(f"not compared: {untaken}")
    return statement

