"""The facts of a CloudFormation template."""

import json
import re
from pathlib import Path

import yaml

from facts import Facts, Reading, minutes, plain, settings_in_parts, user_data

# What a thing is called where something refers to it, and by which of its properties it is known.
KINDS = {
    "AWS::AutoScaling::AutoScalingGroup": ("auto-scaling group", "AutoScalingGroupName"),
    "AWS::CertificateManager::Certificate": ("certificate", "DomainName"),
    "AWS::DynamoDB::Table": ("table", "TableName"),
    "AWS::ECR::Repository": ("repository", "RepositoryName"),
    "AWS::EC2::EIP": ("address", None),
    "AWS::EC2::EgressOnlyInternetGateway": ("egress only gateway", None),
    "AWS::EC2::InternetGateway": ("internet gateway", None),
    "AWS::EC2::LaunchTemplate": ("launch template", "LaunchTemplateName"),
    "AWS::EC2::NatGateway": ("nat gateway", None),
    "AWS::EC2::RouteTable": ("route table", None),
    "AWS::EC2::SecurityGroup": ("security group", None),
    "AWS::EC2::Subnet": ("subnet", None),
    "AWS::EC2::VPC": ("vpc", None),
    "AWS::EC2::VPCEndpoint": ("endpoint", None),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": ("load balancer", "Name"),
    "AWS::ElasticLoadBalancingV2::TargetGroup": ("target group", None),
    "AWS::IAM::InstanceProfile": ("instance profile", "Roles"),
    "AWS::IAM::Role": ("role", "Description"),
    "AWS::Logs::LogGroup": ("log group", "LogGroupName"),
    "AWS::RDS::DBCluster": ("database", "DBClusterIdentifier"),
    "AWS::RDS::DBClusterParameterGroup": ("database parameters", None),
    "AWS::RDS::DBInstance": ("database", "DBInstanceIdentifier"),
    "AWS::RDS::DBParameterGroup": ("database parameters", None),
    "AWS::RDS::DBSubnetGroup": ("database subnets", "DBSubnetGroupName"),
    "AWS::S3::Bucket": ("bucket", None),
    "AWS::SSM::Parameter": ("parameter", "Name"),
    "AWS::SecretsManager::Secret": ("secret", "Name"),
    "AWS::WAFv2::WebACL": ("firewall", "Name"),
}

# What `Ref` gives that is no id; where it is known, the name itself.
REFS = {
    "AWS::AutoScaling::AutoScalingGroup": "AutoScalingGroupName",
    "AWS::CertificateManager::Certificate": "arn",
    "AWS::DynamoDB::Table": "TableName",
    "AWS::ElasticLoadBalancingV2::LoadBalancer": "arn",
    "AWS::ElasticLoadBalancingV2::TargetGroup": "arn",
    "AWS::IAM::InstanceProfile": "name",
    "AWS::IAM::Role": "name",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::RDS::DBCluster": "DBClusterIdentifier",
    "AWS::RDS::DBClusterParameterGroup": "name",
    "AWS::RDS::DBInstance": "DBInstanceIdentifier",
    "AWS::RDS::DBParameterGroup": "name",
    "AWS::RDS::DBSubnetGroup": "DBSubnetGroupName",
    "AWS::S3::Bucket": "name",
    "AWS::SSM::Parameter": "Name",
    "AWS::SecretsManager::Secret": "arn",
}

# What `GetAtt` gives, in the words that Terraform's reader uses too.
ATTRIBUTES = {
    "AllocationId": "id",
    "Arn": "arn",
    "CanonicalHostedZoneID": "zone_id",
    "DNSName": "dns_name",
    "Endpoint.Address": "address",
    "GroupId": "id",
    "LatestVersionNumber": "latest_version",
    "MasterUserSecret.SecretArn": "secret",
}


class _Loader(yaml.SafeLoader):
    """Reads the short forms of functions as the long ones."""


def _function(loader, suffix, node):
    value = {
        yaml.ScalarNode: loader.construct_scalar,
        yaml.SequenceNode: lambda n: loader.construct_sequence(n, deep=True),
        yaml.MappingNode: lambda n: loader.construct_mapping(n, deep=True),
    }[type(node)](node)
    if suffix == "Ref":
        return {"Ref": value}
    return {f"Fn::{suffix}": value.split(".", 1) if suffix == "GetAtt" else value}


_Loader.add_multi_constructor("!", _function)


def facts(file, region):
    return _Template(file, region).facts


class _Template:
    def __init__(self, file, region):
        """Reads a template that is applied in a region."""
        template = yaml.load(Path(file).read_text(), _Loader)
        self.facts = Facts()
        self.resources = template["Resources"]
        self.asked = template.get("Parameters", {})
        self.pseudo = {
            "AWS::AccountId": "<account>",
            "AWS::Partition": "aws",
            "AWS::Region": region,
            "AWS::StackId": "<stack>",
            "AWS::StackName": "<name of the stack>",
        }
        self.parameters = {}
        policy = Path(file).with_name("stack-policy.json")
        self.gather(json.loads(policy.read_text()) if policy.exists() else {})
        for id, resource in self.resources.items():
            reading = Reading(self.value(resource.get("Properties", {})))
            reading.id, reading.name, reading.resource = id, self.known_as(id), self.value(resource)
            getattr(self, resource["Type"].removeprefix("AWS::").replace("::", "_"))(reading)
            untaken = list(reading.untaken())
            if untaken:
                raise ValueError(f"not compared: {id}: {', '.join(untaken)}")
        settings_in_parts(self.facts, self.parameters)
        for name, output in template.get("Outputs", {}).items():
            self.facts.add(
                "output", name.lower(), value=self.value(output["Value"]), description=output["Description"]
            )
        for name, parameter in self.asked.items():
            self.facts.add("input", name.lower(), required="Default" not in parameter)
        if "GetAZs" in str(self.resources):
            self.facts.add("zones", "of the region", chosen="Fn::GetAZs")
        self.facts.add("provider", "aws", accounts=None)

    def gather(self, stack_policy):
        """What one resource says of another, found before either is read."""
        of = lambda type: [self.value(r["Properties"]) for r in self.resources.values() if r["Type"] == type]
        routes = of("AWS::EC2::Route")
        self.routes = {r["RouteTableId"]: r for r in routes if "DestinationCidrBlock" in r}
        self.ipv6_routes = {r["RouteTableId"]: r for r in routes if "DestinationIpv6CidrBlock" in r}
        self.ipv6_networks = {each["VpcId"]: each for each in of("AWS::EC2::VPCCidrBlock")}
        self.tables = {e["SubnetId"]: e["RouteTableId"] for e in of("AWS::EC2::SubnetRouteTableAssociation")}
        self.bucket_policies = {e["Bucket"]: e["PolicyDocument"] for e in of("AWS::S3::BucketPolicy")}
        self.guarded = [
            resource.removeprefix("LogicalResourceId/")
            for statement in stack_policy.get("Statement", [])
            if statement["Effect"] == "Deny"
            for resource in statement["Resource"]
        ]

    # --- functions and references

    def value(self, value):
        """A value without functions, with symbols for what only AWS knows."""
        if isinstance(value, list):
            return [self.value(item) for item in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((key, argument),) = value.items()
            if key == "Ref":
                return self.ref(argument)
            if key.startswith("Fn::"):
                return getattr(self, f"fn_{key[4:].lower()}")(argument)
        return {key: self.value(item) for key, item in value.items()}

    def ref(self, name):
        if name in self.pseudo:
            return self.pseudo[name]
        if name in self.asked:
            return self.parameter(name)
        returned = REFS.get(self.resources[name]["Type"], "id")
        return self.property(name, returned) if returned[0].isupper() else self.symbol(name, returned)

    def parameter(self, name):
        """What whoever applies the template is told to look up."""
        description = self.asked[name]["Description"]
        image = re.match(r"Id of the image (\S+),", description)
        if image:
            return f"<image {image[1]}: id>"
        service = re.search(r"Name=prefix-list-name,Values=(\S+)", description)
        return f"<prefix list {service[1]}>"

    def property(self, id, name):
        return self.value(self.resources[id]["Properties"][name])

    def fn_getatt(self, path):
        id, attribute = path
        if attribute == "Ipv6CidrBlocks":
            return [self.symbol(id, "ipv6")]
        type = self.resources[id]["Type"]
        if attribute == "Endpoint.Port":
            return self.property(id, "Port")
        symbol = self.symbol(id, ATTRIBUTES[attribute])
        return f"{symbol}:*" if type == "AWS::Logs::LogGroup" else symbol

    def symbol(self, id, what):
        kind = KINDS[self.resources[id]["Type"]][0]
        return f"<{kind} {self.known_as(id)}: {what}>"

    def known_as(self, id):
        properties = self.resources[id].get("Properties", {})
        by = KINDS.get(self.resources[id]["Type"], (None, None))[1]
        if by == "Roles":
            return self.value(properties[by])[0]
        return self.value(properties[by]) if by else _pairs(properties.get("Tags", [])).get("Name", id)

    def fn_sub(self, text):
        def replacement(found):
            id, _, attribute = found[1].partition(".")
            return self.fn_getatt([id, attribute]) if attribute else self.ref(id)

        return re.sub(r"\$\{([^!}]+)\}", replacement, text).replace("${!", "${")

    def fn_join(self, arguments):
        separator, parts = arguments
        return separator.join(str(part) for part in self.value(parts))

    def fn_select(self, arguments):
        index, items = arguments
        return self.value(items)[int(index)]

    def fn_getazs(self, region):
        return [f"<zone {index}>" for index in range(6)]

    def fn_cidr(self, arguments):
        whole, count, bits = self.value(arguments)
        return [f"{whole}, {count} parts with {bits} bits each: {index}" for index in range(count)]

    def fn_base64(self, text):
        return self.value(text)  # what a machine gets is the text again

    def tags(self, kind, name, reading):
        self.facts.tags(kind, name, _pairs(reading.get("Tags", [])))

    # --- network

    def EC2_VPC(self, r):
        self.facts.add(
            "vpc", r.name, cidr=r["CidrBlock"], dns=r["EnableDnsSupport"], names=r["EnableDnsHostnames"],
            ipv6=self.ipv6_networks.get(f"<vpc {r.name}: id>", {}).get("AmazonProvidedIpv6CidrBlock", False),
        )
        self.tags("vpc", r.name, r)

    def EC2_InternetGateway(self, r):
        attached = [
            each["Properties"]
            for each in self.resources.values()
            if each["Type"] == "AWS::EC2::VPCGatewayAttachment"
        ]
        self.facts.add("internet gateway", r.name, vpc=self.value(attached[0]["VpcId"]))
        self.tags("internet gateway", r.name, r)

    def EC2_VPCGatewayAttachment(self, r):
        r.pass_over(*r)  # said of the gateway

    def EC2_Subnet(self, r):
        table = self.tables[f"<subnet {r.name}: id>"]
        self.facts.add(
            "subnet",
            r.name,
            vpc=r["VpcId"],
            cidr=r["CidrBlock"],
            zone=r["AvailabilityZone"],
            route_table=table,
            route=_route(self.routes.get(table, {})),
            ipv6=r.get("Ipv6CidrBlock"),
            ipv6_for_machines=r.get("AssignIpv6AddressOnCreation", False),
            ipv6_route=_route(self.ipv6_routes.get(table, {})),
        )
        self.tags("subnet", r.name, r)

    def EC2_VPCCidrBlock(self, r):
        r.pass_over(*r)  # said of the network

    def EC2_EgressOnlyInternetGateway(self, r):
        self.facts.add("egress only gateway", r.name, vpc=r["VpcId"])
        self.tags("egress only gateway", r.name, r)

    def EC2_RouteTable(self, r):
        self.facts.add("route table", r.name, vpc=r["VpcId"])
        self.tags("route table", r.name, r)

    def EC2_Route(self, r):
        r.pass_over(*r)  # said of each subnet

    def EC2_SubnetRouteTableAssociation(self, r):
        r.pass_over(*r)  # said of each subnet

    def EC2_EIP(self, r):
        self.facts.add("address", r.name, domain=r["Domain"])
        self.tags("address", r.name, r)

    def EC2_NatGateway(self, r):
        self.facts.add("nat gateway", r.name, address=r["AllocationId"], subnet=r["SubnetId"])
        self.tags("nat gateway", r.name, r)

    def EC2_VPCEndpoint(self, r):
        self.facts.add(
            "endpoint",
            r.name,
            vpc=r["VpcId"],
            type=r["VpcEndpointType"],
            service=r["ServiceName"],
            route_tables=r.get("RouteTableIds"),
            subnets=r.get("SubnetIds"),
            security_groups=r.get("SecurityGroupIds"),
            private_names=r.get("PrivateDnsEnabled"),
        )
        self.tags("endpoint", r.name, r)

    def EC2_FlowLog(self, r):
        if r["ResourceType"] != "VPC":
            raise ValueError("a flow log of something else")
        self.facts.add(
            "flow log",
            r.name,
            of=r["ResourceId"],
            traffic=r["TrafficType"],
            to=f"<log group {r['LogGroupName']}>",
            role=r["DeliverLogsPermissionArn"],
        )
        self.tags("flow log", r.name, r)

    # --- who may reach whom

    def EC2_SecurityGroup(self, r):
        self.facts.add("security group", r.name, vpc=r["VpcId"], description=r["GroupDescription"])
        group = f"<security group {r.name}: id>"
        for direction, rules in (("ingress", "SecurityGroupIngress"), ("egress", "SecurityGroupEgress")):
            for rule in r.get(rules, []):
                self.rule(direction, group, rule)
        self.tags("security group", r.name, r)

    def EC2_SecurityGroupIngress(self, r):
        self.rule("ingress", r["GroupId"], r)

    def EC2_SecurityGroupEgress(self, r):
        self.rule("egress", r["GroupId"], r)

    def rule(self, direction, group, r):
        peers = ("SourceSecurityGroupId", "DestinationSecurityGroupId", "DestinationPrefixListId", "CidrIp", "CidrIpv6")
        (peer,) = [r[key] for key in peers if key in r]
        first, last = r.get("FromPort"), r.get("ToPort")
        self.facts.rule(direction, group, peer, r["IpProtocol"], first, last, r["Description"])

    # --- load balancers and names

    def ElasticLoadBalancingV2_LoadBalancer(self, r):
        attributes = Reading(_pairs(r["LoadBalancerAttributes"]))
        self.facts.add(
            "load balancer",
            r["Name"],
            type=r["Type"],
            scheme=r["Scheme"],
            addresses=r["IpAddressType"],
            subnets=r["Subnets"],
            security_groups=r["SecurityGroups"],
            desync=attributes["routing.http.desync_mitigation_mode"],
            drops_invalid_headers=_truth(attributes["routing.http.drop_invalid_header_fields.enabled"]),
            protected=_truth(attributes["deletion_protection.enabled"]),
            logs=_truth(attributes.get("access_logs.s3.enabled", "false")),
            logs_to=attributes.get("access_logs.s3.bucket"),
        )
        _all_taken(r, attributes)
        self.tags("load balancer", r.name, r)

    def ElasticLoadBalancingV2_Listener(self, r):
        action = r.part("DefaultActions")
        to = action.part("RedirectConfig")
        fixed = action.part("FixedResponseConfig")
        self.facts.add(
            "listener",
            f"{r['LoadBalancerArn']} {r['Port']}",
            protocol=r["Protocol"],
            tls=r.get("SslPolicy"),
            certificate=r.part("Certificates").get("CertificateArn"),
            action=action["Type"],
            target=action.get("TargetGroupArn"),
            redirect=[to.get("Protocol"), to.get("Port"), to.get("StatusCode")],
            response=[fixed.get("StatusCode"), fixed.get("ContentType"), fixed.get("MessageBody")],
        )

    def ElasticLoadBalancingV2_TargetGroup(self, r):
        attributes = Reading(_pairs(r["TargetGroupAttributes"]))
        self.facts.add(
            "target group",
            r.name,
            type=r["TargetType"],
            vpc=r["VpcId"],
            protocol=r["Protocol"],
            port=r["Port"],
            drain=int(attributes["deregistration_delay.timeout_seconds"]),
            health={
                "protocol": r["HealthCheckProtocol"],
                "port": r["HealthCheckPort"],
                "path": r["HealthCheckPath"],
                "status": r["Matcher"]["HttpCode"],
                "every": r["HealthCheckIntervalSeconds"],
                "timeout": r["HealthCheckTimeoutSeconds"],
                "healthy": r["HealthyThresholdCount"],
                "unhealthy": r["UnhealthyThresholdCount"],
            },
        )
        _all_taken(r, attributes)
        self.tags("target group", r.name, r)

    def CertificateManager_Certificate(self, r):
        validation = r.part("DomainValidationOptions")
        self.facts.add(
            "certificate",
            r["DomainName"],
            validation=r["ValidationMethod"],
            validated_in=validation["HostedZoneId"],
        )
        if validation["DomainName"] != r.name:
            raise ValueError(f"another domain proves {r.name}")
        self.tags("certificate", r.name, r)

    def WAFv2_WebACL(self, r):
        self.facts.add("firewall", r["Name"], scope=r["Scope"], otherwise=_word(r.part("DefaultAction")))
        for rule in r["Rules"]:
            statement = rule.part("Statement")
            rate = statement.part("RateBasedStatement")
            group = statement.part("ManagedRuleGroupStatement")
            self.facts.add(
                "firewall rule",
                f"{r['Name']} {rule['Name']}",
                priority=rule["Priority"],
                action=_word(rule.part("Action")) or _word(rule.part("OverrideAction")),
                rate=[rate.get("AggregateKeyType"), rate.get("Limit"), rate.get("EvaluationWindowSec")],
                group=[group.get("VendorName"), group.get("Name")],
                other_actions={
                    each["Name"]: _word(each.part("ActionToUse"))
                    for each in group.get("RuleActionOverrides", [])
                },
                seen=_seen(rule.part("VisibilityConfig")),
            )
        self.facts.add("firewall metrics", r["Name"], seen=_seen(r.part("VisibilityConfig")))
        self.tags("firewall", r["Name"], r)

    def WAFv2_WebACLAssociation(self, r):
        self.facts.add("firewall in front", r["WebACLArn"], of=r["ResourceArn"])

    def WAFv2_LoggingConfiguration(self, r):
        kept = r.part("LoggingFilter")
        self.facts.add(
            "firewall log",
            r["ResourceArn"],
            to=[f"<log group {each.rpartition(':')[2]}>" for each in r["LogDestinationConfigs"]],
            without=[each.part("SingleHeader")["Name"] for each in r["RedactedFields"]],
            otherwise=kept["DefaultBehavior"],
            kept=[
                [
                    each["Behavior"],
                    each["Requirement"],
                    [c.part("ActionCondition")["Action"] for c in each["Conditions"]],
                ]
                for each in kept["Filters"]
            ],
        )

    def Route53_RecordSet(self, r):
        alias = r.part("AliasTarget")
        self.facts.add(
            "record",
            f"{r['Name']} {r['Type']}",
            zone=r["HostedZoneId"],
            to=alias["DNSName"],
            zone_of_that=alias["HostedZoneId"],
            asks_its_health=alias["EvaluateTargetHealth"],
        )

    def S3_Bucket(self, r):
        public = r["PublicAccessBlockConfiguration"]
        rule = r["LifecycleConfiguration"].part("Rules")
        encryption = r["BucketEncryption"].part("ServerSideEncryptionConfiguration")
        self.facts.add(
            "bucket",
            r.name,
            owner=r["OwnershipControls"].part("Rules")["ObjectOwnership"],
            public=[
                public["BlockPublicAcls"],
                public["BlockPublicPolicy"],
                public["IgnorePublicAcls"],
                public["RestrictPublicBuckets"],
            ],
            encryption=encryption.part("ServerSideEncryptionByDefault")["SSEAlgorithm"],
            rule=rule["Id"],
            rule_is=rule["Status"],
            days=rule["ExpirationInDays"],
            days_of_parts=rule.part("AbortIncompleteMultipartUpload")["DaysAfterInitiation"],
            goes_with_its_content=r.resource.get("DeletionPolicy") != "Retain",
        )
        policy = self.bucket_policies[f"<bucket {r.name}: name>"]
        self.facts.policy("bucket policy", r.name, policy["Statement"])
        self.tags("bucket", r.name, r)

    def S3_BucketPolicy(self, r):
        r.pass_over(*r)  # said of the bucket

    # --- machines

    def EC2_LaunchTemplate(self, r):
        data = r["LaunchTemplateData"]
        metadata = data["MetadataOptions"]
        disk = data.part("BlockDeviceMappings")
        volume = disk["Ebs"]
        self.facts.add(
            "launch template",
            r["LaunchTemplateName"],
            description=r["VersionDescription"],
            image=data["ImageId"],
            type=data["InstanceType"],
            security_groups=data["SecurityGroupIds"],
            profile=data["IamInstanceProfile"]["Arn"],
            metadata=[
                metadata["HttpEndpoint"],
                metadata["HttpTokens"],
                metadata["HttpPutResponseHopLimit"],
            ],
            monitoring=data["Monitoring"]["Enabled"],
            disk=disk["DeviceName"],
            disk_type=volume["VolumeType"],
            disk_size=volume["VolumeSize"],
            disk_encrypted=volume["Encrypted"],
            disk_goes_along=volume["DeleteOnTermination"],
            user_data=user_data(data["UserData"]),
        )
        for each in data["TagSpecifications"]:
            self.facts.tags(each["ResourceType"], r.name, _pairs(each["Tags"]))
        own = r.part("TagSpecifications")
        if own["ResourceType"] != "launch-template":
            raise ValueError("tags of something else")
        self.tags("launch template", r.name, own)

    def AutoScaling_AutoScalingGroup(self, r):
        template = r["LaunchTemplate"]
        collected = r.part("MetricsCollection")
        signals = r.resource["CreationPolicy"]["ResourceSignal"]
        rolling = r.resource["UpdatePolicy"]["AutoScalingRollingUpdate"]
        self.facts.add(
            "auto-scaling group",
            r["AutoScalingGroupName"],
            min=int(r["MinSize"]),
            max=int(r["MaxSize"]),
            subnets=r["VPCZoneIdentifier"],
            target_groups=r.get("TargetGroupARNs", []),
            health=r["HealthCheckType"],
            grace=r["HealthCheckGracePeriod"],
            ends_first=r["TerminationPolicies"],
            metrics=collected["Metrics"],
            template=template["LaunchTemplateId"],
            version=template["Version"],
            wait=[signals["Count"], minutes(signals["Timeout"])],
            update=[f"rolling update: {sorted(rolling.items())}"],
        )
        collected.pass_over("Granularity")
        for hook in r.get("LifecycleHookSpecificationList", []):
            self.facts.add(
                "life-cycle hook",
                hook["LifecycleHookName"],
                group=r["AutoScalingGroupName"],
                when=hook["LifecycleTransition"],
                seconds=hook["HeartbeatTimeout"],
                then=hook["DefaultResult"],
            )
        tags = {tag["Key"]: [tag["Value"], tag["PropagateAtLaunch"]] for tag in r["Tags"]}
        self.facts.tags("auto-scaling group", r.name, tags)

    def AutoScaling_ScalingPolicy(self, r):
        target = r["TargetTrackingConfiguration"]
        self.facts.add(
            "scaling",
            r["AutoScalingGroupName"],
            type=r["PolicyType"],
            target=target["TargetValue"],
            metric=target["PredefinedMetricSpecification"]["PredefinedMetricType"],
        )

    def Logs_LogGroup(self, r):
        self.facts.add("log group", r["LogGroupName"], days=r["RetentionInDays"])
        self.tags("log group", r.name, r)

    def SSM_Parameter(self, r):
        self.parameters[r["Name"]] = {"value": r["Value"], "type": r["Type"], "tags": plain(r["Tags"])}

    def DynamoDB_Table(self, r):
        (key,) = r["KeySchema"]
        ttl = r["TimeToLiveSpecification"]
        if key["KeyType"] != "HASH":
            raise ValueError("a key of another kind")
        self.facts.add(
            "table",
            r["TableName"],
            billing=r["BillingMode"],
            key=key["AttributeName"],
            attributes=[[each["AttributeName"], each["AttributeType"]] for each in r["AttributeDefinitions"]],
            expires=[ttl["Enabled"], ttl["AttributeName"]],
        )
        self.tags("table", r.name, r)

    def ECR_Repository(self, r):
        self.facts.add(
            "repository",
            r["RepositoryName"],
            mutability=r["ImageTagMutability"],
            scan=r["ImageScanningConfiguration"]["ScanOnPush"],
            encryption=r["EncryptionConfiguration"]["EncryptionType"],
            keeps=json.loads(r["LifecyclePolicy"]["LifecyclePolicyText"]),
        )
        self.tags("repository", r.name, r)

    # --- permissions and secrets

    def IAM_Role(self, r):
        policy = r.part("Policies")
        self.facts.add(
            "role",
            r["Description"],
            managed_policies=r.get("ManagedPolicyArns", []),
            policy=policy["PolicyName"],
        )
        for kind, document in (("trust", r["AssumeRolePolicyDocument"]), ("permission", policy["PolicyDocument"])):
            if document["Version"] != "2012-10-17":
                raise ValueError("another version of the policy language")
            self.facts.policy(kind, r.name, document["Statement"])
        self.tags("role", r.name, r)

    def IAM_InstanceProfile(self, r):
        (role,) = r["Roles"]
        self.facts.add("instance profile", role)

    def SecretsManager_Secret(self, r):
        made = r["GenerateSecretString"]
        self.facts.add(
            "secret",
            r["Name"],
            description=r["Description"],
            length=made["PasswordLength"],
            without_punctuation=made["ExcludePunctuation"],
            protected=r.resource.get("DeletionPolicy") == "Retain" and r.id in self.guarded,
        )
        self.tags("secret", r.name, r)

    # --- databases

    def RDS_DBSubnetGroup(self, r):
        name, description = r["DBSubnetGroupName"], r["DBSubnetGroupDescription"]
        self.facts.add("database subnets", name, description=description, subnets=r["SubnetIds"])
        self.tags("database subnets", name, r)

    def RDS_DBParameterGroup(self, r):
        self.facts.add(
            "database parameters",
            r.name,
            description=r["Description"],
            family=r["Family"],
            **{"set": r["Parameters"]},
        )
        self.tags("database parameters", r.name, r)

    RDS_DBClusterParameterGroup = RDS_DBParameterGroup

    def RDS_DBCluster(self, r):
        self.facts.add(
            "database",
            r["DBClusterIdentifier"],
            engine=r["Engine"],
            version=r["EngineVersion"],
            capacity=_capacity(r),
            encrypted=r["StorageEncrypted"],
            database=r["DatabaseName"],
            user=r["MasterUsername"],
            password_by_rds=r["ManageMasterUserPassword"],
            port=r["Port"],
            subnets=r["DBSubnetGroupName"],
            security_groups=r["VpcSecurityGroupIds"],
            parameters=r["DBClusterParameterGroupName"],
            extended_support=r["EngineLifecycleSupport"],
            logs=r["EnableCloudwatchLogsExports"],
            backups=r["BackupRetentionPeriod"],
            tags_to_snapshots=r["CopyTagsToSnapshot"],
            backups_go_along=r["DeleteAutomatedBackups"],
            protected=r["DeletionProtection"],
            guarded=r.id in self.guarded,
            last_snapshot=r.resource["DeletionPolicy"] == "Snapshot",
            name_of_last_snapshot="as CloudFormation likes",
        )
        self.tags("database", r.name, r)

    def RDS_DBInstance(self, r):
        if "DBClusterIdentifier" in r:
            self.machine(r)
        else:
            self.database(r)

    def machine(self, r):
        self.facts.add(
            "database machine",
            r["DBInstanceIdentifier"],
            of=r["DBClusterIdentifier"],
            engine=r["Engine"],
            **{"class": r["DBInstanceClass"]},
            public=r["PubliclyAccessible"],
            minor_upgrades=r["AutoMinorVersionUpgrade"],
        )
        self.tags("database machine", r["DBInstanceIdentifier"], r)

    def database(self, r):
        self.facts.add(
            "database",
            r["DBInstanceIdentifier"],
            engine=r["Engine"],
            version=r["EngineVersion"],
            **{"class": r["DBInstanceClass"]},
            standby=r["MultiAZ"],
            storage=[r["StorageType"], int(r["AllocatedStorage"]), r.get("MaxAllocatedStorage")],
            encrypted=r["StorageEncrypted"],
            database=r["DBName"],
            user=r["MasterUsername"],
            password_by_rds=r["ManageMasterUserPassword"],
            port=int(r["Port"]),
            public=r["PubliclyAccessible"],
            subnets=r["DBSubnetGroupName"],
            security_groups=r["VPCSecurityGroups"],
            parameters=r["DBParameterGroupName"],
            applied_at_once=r["ApplyImmediately"],
            minor_upgrades=r["AutoMinorVersionUpgrade"],
            extended_support=r.get("EngineLifecycleSupport"),
            logs=r["EnableCloudwatchLogsExports"],
            backups=r["BackupRetentionPeriod"],
            tags_to_snapshots=r["CopyTagsToSnapshot"],
            backups_go_along=r["DeleteAutomatedBackups"],
            protected=r["DeletionProtection"],
            guarded=r.id in self.guarded,
            last_snapshot=r.resource["DeletionPolicy"] == "Snapshot",
            name_of_last_snapshot="as CloudFormation likes",
        )
        self.tags("database", r.name, r)


def _capacity(cluster):
    if "ServerlessV2ScalingConfiguration" not in cluster:
        return None
    bounds = cluster.part("ServerlessV2ScalingConfiguration")
    return [float(bounds["MinCapacity"]), float(bounds["MaxCapacity"])]


def _pairs(tags):
    """A list of `Key` and `Value`."""
    return {tag["Key"]: tag["Value"] for tag in tags}


def _truth(text):
    return {"true": True, "false": False}[text]


def _all_taken(owner, reading):
    for untaken in reading.untaken():
        raise ValueError(f"not compared: {owner.id}: {untaken}")


def _word(choice):
    """What is chosen of objects that have nothing in them."""
    return next((key.lower() for key in choice if plain(choice[key]) is not None), None)


def _seen(r):
    return [r["CloudWatchMetricsEnabled"], r["MetricName"], r["SampledRequestsEnabled"]]


def _route(route):
    route = {key: value for key, value in route.items() if key != "RouteTableId"}
    if not route:
        return "nowhere"
    destination = route.pop("DestinationCidrBlock", None) or route.pop("DestinationIpv6CidrBlock")
    return [destination, *route.values()]

