# tiers.app: the load balancer, which Elastic Beanstalk makes
resource "aws_security_group" "app_entrance" {
  #checkov:skip=CKV2_AWS_5:Elastic Beanstalk attaches it, as the settings of the environment say
  name_prefix = "django-testapp-app-entrance-"
  description = "django-testapp app load balancer"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "django-testapp-app-entrance" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.app: https
resource "aws_vpc_security_group_ingress_rule" "app_entrance_from_internet_443" {
  security_group_id = aws_security_group.app_entrance.id
  description       = "internet to app-entrance"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "internet to app-entrance" }
}

# tiers.app: http
resource "aws_vpc_security_group_ingress_rule" "app_entrance_from_internet_80" {
  #checkov:skip=CKV_AWS_260:whoever asks port 80 is sent on to HTTPS
  security_group_id = aws_security_group.app_entrance.id
  description       = "internet to app-entrance"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80

  tags = { Name = "internet to app-entrance" }
}

# tiers.app: https
resource "aws_vpc_security_group_ingress_rule" "app_entrance_from_internet_ipv6_443" {
  security_group_id = aws_security_group.app_entrance.id
  description       = "internet over IPv6 to app-entrance"
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "internet over IPv6 to app-entrance" }
}

# tiers.app: http
resource "aws_vpc_security_group_ingress_rule" "app_entrance_from_internet_ipv6_80" {
  #checkov:skip=CKV_AWS_260:whoever asks port 80 is sent on to HTTPS
  security_group_id = aws_security_group.app_entrance.id
  description       = "internet over IPv6 to app-entrance"
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80

  tags = { Name = "internet over IPv6 to app-entrance" }
}

# tiers.app: to nginx, in front of the program
resource "aws_vpc_security_group_egress_rule" "app_entrance_to_app_80" {
  security_group_id            = aws_security_group.app_entrance.id
  description                  = "app-entrance to app"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 80
  to_port                      = 80

  tags = { Name = "app-entrance to app" }
}

# tiers.app: the machines, which Elastic Beanstalk starts
resource "aws_security_group" "app" {
  #checkov:skip=CKV2_AWS_5:Elastic Beanstalk attaches it, as the settings of the environment say
  name_prefix = "django-testapp-app-"
  description = "django-testapp app machines"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "django-testapp-app" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.app: to nginx, in front of the program
resource "aws_vpc_security_group_ingress_rule" "app_from_app_entrance_80" {
  #checkov:skip=CKV_AWS_260:open to the load balancer's group alone
  security_group_id            = aws_security_group.app.id
  description                  = "app-entrance to app"
  referenced_security_group_id = aws_security_group.app_entrance.id
  ip_protocol                  = "tcp"
  from_port                    = 80
  to_port                      = 80

  tags = { Name = "app-entrance to app" }
}

# tiers.db.used_by
resource "aws_vpc_security_group_egress_rule" "app_to_db_3306" {
  security_group_id            = aws_security_group.app.id
  description                  = "app to db"
  referenced_security_group_id = aws_security_group.db.id
  ip_protocol                  = "tcp"
  from_port                    = 3306
  to_port                      = 3306

  tags = { Name = "app to db" }
}

# tiers.app: AWS APIs, and what a deploy fetches packages from; all of it speaks HTTPS.
# Amazon's DNS and time servers are reached whatever a security group says.
resource "aws_vpc_security_group_egress_rule" "app_to_internet_443" {
  security_group_id = aws_security_group.app.id
  description       = "app to internet"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "app to internet" }
}

# tiers.app: the same over IPv6
resource "aws_vpc_security_group_egress_rule" "app_to_internet_ipv6_443" {
  security_group_id = aws_security_group.app.id
  description       = "app to internet over IPv6"
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "app to internet over IPv6" }
}

# tiers.app.platform: the newest version, for an environment that is made
data "aws_elastic_beanstalk_solution_stack" "app" {
  most_recent = true
  name_regex  = "^64bit Amazon Linux 2023 v[0-9.]+ running Python 3\\.13$"
}

# tiers.app: it starts with a sample of AWS's, and a release brings the program
resource "aws_elastic_beanstalk_environment" "app" {
  #checkov:skip=CKV_AWS_312:it is turned on below, in the namespace that AWS has for it
  name                = "django-testapp-app"
  cname_prefix        = "django-testapp-app"
  application         = aws_elastic_beanstalk_application.app.name
  tier                = "WebServer"
  solution_stack_name = data.aws_elastic_beanstalk_solution_stack.app.name

  # All machines may have to be replaced, some at a time.
  wait_for_ready_timeout = "60m"

  # tiers.app.scale: how many machines
  setting {
    namespace = "aws:autoscaling:asg"
    name      = "MaxSize"
    value     = "4"
  }

  setting {
    namespace = "aws:autoscaling:asg"
    name      = "MinSize"
    value     = "2"
  }

  # tiers.app.disk: what they are started with
  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "DisableDefaultEC2SecurityGroup"
    value     = "true"
  }

  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "DisableIMDSv1"
    value     = "true"
  }

  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "IamInstanceProfile"
    value     = aws_iam_instance_profile.app.name
  }

  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "RootVolumeType"
    value     = "gp3"
  }

  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "SecurityGroups"
    value     = aws_security_group.app.id
  }

  # tiers.app.scale: when there are more of them, or fewer
  setting {
    namespace = "aws:autoscaling:trigger"
    name      = "LowerThreshold"
    value     = "30"
  }

  setting {
    namespace = "aws:autoscaling:trigger"
    name      = "MeasureName"
    value     = "CPUUtilization"
  }

  setting {
    namespace = "aws:autoscaling:trigger"
    name      = "Statistic"
    value     = "Average"
  }

  setting {
    namespace = "aws:autoscaling:trigger"
    name      = "Unit"
    value     = "Percent"
  }

  setting {
    namespace = "aws:autoscaling:trigger"
    name      = "UpperThreshold"
    value     = "60"
  }

  # tiers.app.update: how they are replaced when something here changes
  setting {
    namespace = "aws:autoscaling:updatepolicy:rollingupdate"
    name      = "RollingUpdateEnabled"
    value     = "true"
  }

  setting {
    namespace = "aws:autoscaling:updatepolicy:rollingupdate"
    name      = "RollingUpdateType"
    value     = "Immutable"
  }

  # tiers.app.types: what they run on
  setting {
    namespace = "aws:ec2:instances"
    name      = "InstanceTypes"
    value     = "t3a.small,t3.small"
  }

  setting {
    namespace = "aws:ec2:instances"
    name      = "SupportedArchitectures"
    value     = "x86_64"
  }

  # tiers.app.entrance, tiers.app.internal, tiers.app.subnet: where they and their load balancer are
  setting {
    namespace = "aws:ec2:vpc"
    name      = "AssociatePublicIpAddress"
    value     = "false"
  }

  setting {
    namespace = "aws:ec2:vpc"
    name      = "ELBScheme"
    value     = "public"
  }

  setting {
    namespace = "aws:ec2:vpc"
    name      = "ELBSubnets"
    value     = join(",", sort([for subnet in aws_subnet.app_entrance : subnet.id]))
  }

  setting {
    namespace = "aws:ec2:vpc"
    name      = "Subnets"
    value     = join(",", sort([for subnet in aws_subnet.app : subnet.id]))
  }

  setting {
    namespace = "aws:ec2:vpc"
    name      = "VPCId"
    value     = aws_vpc.main.id
  }

  # tiers.app.env, tiers.app.firewall, tiers.app.maintenance: what the program is told
  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "ALLOWED_HOSTS"
    value     = "testapp.example.org,localhost"
  }

  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "DB_PASSWORD_ARN"
    value     = aws_rds_cluster.db.master_user_secret[0].secret_arn
  }

  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "DJANGO_SETTINGS_MODULE"
    value     = "testapp.settings.production"
  }

  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "MAINTENANCE"
    value     = "off"
  }

  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "RDS_DB_NAME"
    value     = "testapp"
  }

  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "RDS_HOSTNAME"
    value     = aws_rds_cluster.db.endpoint
  }

  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "RDS_PORT"
    value     = "3306"
  }

  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "RDS_USERNAME"
    value     = "testapp"
  }

  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "WEB_ACL_ARN"
    value     = aws_wafv2_web_acl.app.arn
  }

  # tiers.app.env: the same, where only the name of a secret stands here
  setting {
    namespace = "aws:elasticbeanstalk:application:environmentsecrets"
    name      = "SECRET_KEY"
    value     = aws_secretsmanager_secret.django_key.arn
  }

  # tiers.app.keep_logs: how long their logs are kept
  setting {
    namespace = "aws:elasticbeanstalk:cloudwatch:logs"
    name      = "DeleteOnTerminate"
    value     = "false"
  }

  setting {
    namespace = "aws:elasticbeanstalk:cloudwatch:logs"
    name      = "RetentionInDays"
    value     = "30"
  }

  setting {
    namespace = "aws:elasticbeanstalk:cloudwatch:logs"
    name      = "StreamLogs"
    value     = "true"
  }

  # tiers.app.keep_logs: and those of their health
  setting {
    namespace = "aws:elasticbeanstalk:cloudwatch:logs:health"
    name      = "DeleteOnTerminate"
    value     = "false"
  }

  setting {
    namespace = "aws:elasticbeanstalk:cloudwatch:logs:health"
    name      = "HealthStreamingEnabled"
    value     = "true"
  }

  setting {
    namespace = "aws:elasticbeanstalk:cloudwatch:logs:health"
    name      = "RetentionInDays"
    value     = "30"
  }

  # tiers.app.update: how a new version is brought to them
  setting {
    namespace = "aws:elasticbeanstalk:command"
    name      = "BatchSize"
    value     = "50"
  }

  setting {
    namespace = "aws:elasticbeanstalk:command"
    name      = "BatchSizeType"
    value     = "Percentage"
  }

  setting {
    namespace = "aws:elasticbeanstalk:command"
    name      = "DeploymentPolicy"
    value     = "RollingWithAdditionalBatch"
  }

  setting {
    namespace = "aws:elasticbeanstalk:command"
    name      = "Timeout"
    value     = "600"
  }

  # Cannot be changed later, but for the role
  setting {
    namespace = "aws:elasticbeanstalk:environment"
    name      = "EnvironmentType"
    value     = "LoadBalanced"
  }

  setting {
    namespace = "aws:elasticbeanstalk:environment"
    name      = "LoadBalancerType"
    value     = "application"
  }

  setting {
    namespace = "aws:elasticbeanstalk:environment"
    name      = "ServiceRole"
    value     = aws_iam_role.app_service.arn
  }

  # tiers.app.health: when the load balancer takes a machine for well
  setting {
    namespace = "aws:elasticbeanstalk:environment:process:default"
    name      = "HealthCheckInterval"
    value     = "15"
  }

  setting {
    namespace = "aws:elasticbeanstalk:environment:process:default"
    name      = "HealthCheckPath"
    value     = "/health"
  }

  setting {
    namespace = "aws:elasticbeanstalk:environment:process:default"
    name      = "HealthCheckTimeout"
    value     = "5"
  }

  setting {
    namespace = "aws:elasticbeanstalk:environment:process:default"
    name      = "HealthyThresholdCount"
    value     = "3"
  }

  setting {
    namespace = "aws:elasticbeanstalk:environment:process:default"
    name      = "MatcherHTTPCode"
    value     = "200"
  }

  setting {
    namespace = "aws:elasticbeanstalk:environment:process:default"
    name      = "UnhealthyThresholdCount"
    value     = "5"
  }

  # tiers.app.health: what is found out about them, and what of it can be watched
  setting {
    namespace = "aws:elasticbeanstalk:healthreporting:system"
    name      = "ConfigDocument"
    value     = "{\"CloudWatchMetrics\":{\"Environment\":{\"ApplicationRequests5xx\":60,\"InstancesDegraded\":60,\"InstancesSevere\":60}},\"Version\":1}"
  }

  setting {
    namespace = "aws:elasticbeanstalk:healthreporting:system"
    name      = "SystemType"
    value     = "enhanced"
  }

  # tiers.app.upkeep: when AWS may update the platform
  setting {
    namespace = "aws:elasticbeanstalk:managedactions"
    name      = "ManagedActionsEnabled"
    value     = "true"
  }

  setting {
    namespace = "aws:elasticbeanstalk:managedactions"
    name      = "PreferredStartTime"
    value     = "Sun:03:00"
  }

  setting {
    namespace = "aws:elasticbeanstalk:managedactions"
    name      = "ServiceRoleForManagedUpdates"
    value     = aws_iam_role.app_service.arn
  }

  # tiers.app.upkeep: and to which of its versions
  setting {
    namespace = "aws:elasticbeanstalk:managedactions:platformupdate"
    name      = "InstanceRefreshEnabled"
    value     = "false"
  }

  setting {
    namespace = "aws:elasticbeanstalk:managedactions:platformupdate"
    name      = "UpdateLevel"
    value     = "minor"
  }

  # Visitors are met with a certificate
  setting {
    namespace = "aws:elbv2:listener:443"
    name      = "Protocol"
    value     = "HTTPS"
  }

  setting {
    namespace = "aws:elbv2:listener:443"
    name      = "SSLCertificateArns"
    value     = aws_acm_certificate_validation.main.certificate_arn
  }

  setting {
    namespace = "aws:elbv2:listener:443"
    name      = "SSLPolicy"
    value     = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  }

  # tiers.app.allow: who reaches the load balancer, and whom it reaches
  setting {
    namespace = "aws:elbv2:loadbalancer"
    name      = "IpAddressType"
    value     = "dualstack"
  }

  setting {
    namespace = "aws:elbv2:loadbalancer"
    name      = "ManagedSecurityGroup"
    value     = aws_security_group.app_entrance.id
  }

  setting {
    namespace = "aws:elbv2:loadbalancer"
    name      = "SecurityGroups"
    value     = aws_security_group.app_entrance.id
  }

  # Managed updates bring the platform up to date, in the hours that are theirs. To go to
  # another branch of it: aws elasticbeanstalk update-environment --solution-stack-name ...
  lifecycle {
    ignore_changes = [solution_stack_name]
  }

  # Machines need their way, their rules, their rights and their secrets when they start, and
  # Elastic Beanstalk its role until they are gone.
  depends_on = [
    aws_iam_role_policy.app,
    aws_iam_role_policy.app_service,
    aws_iam_role_policy_attachment.app_service_health,
    aws_iam_role_policy_attachment.app_service_updates,
    aws_iam_role_policy_attachment.app_session_manager,
    aws_iam_role_policy_attachment.app_web,
    aws_route.app_entrance_internet,
    aws_route.app_entrance_internet_ipv6,
    aws_route.app_internet,
    aws_route.app_internet_ipv6,
    aws_route_table_association.app,
    aws_route_table_association.app_entrance,
    aws_secretsmanager_secret_version.django_key,
    aws_vpc_endpoint.s3,
    aws_vpc_security_group_egress_rule.app_entrance_to_app_80,
    aws_vpc_security_group_egress_rule.app_to_db_3306,
    aws_vpc_security_group_egress_rule.app_to_internet_443,
    aws_vpc_security_group_egress_rule.app_to_internet_ipv6_443,
    aws_vpc_security_group_ingress_rule.app_entrance_from_internet_443,
    aws_vpc_security_group_ingress_rule.app_entrance_from_internet_80,
    aws_vpc_security_group_ingress_rule.app_entrance_from_internet_ipv6_443,
    aws_vpc_security_group_ingress_rule.app_entrance_from_internet_ipv6_80,
    aws_vpc_security_group_ingress_rule.app_from_app_entrance_80,
    aws_vpc_security_group_ingress_rule.db_from_app_3306,
  ]
}

# tiers.app.firewall: refuses what its rules match; 8 USD a month plus 0.60 USD per million requests (2026)
resource "aws_wafv2_web_acl" "app" {
  name  = "django-testapp-app"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    # Addresses that AWS knows for attacks.
    name     = "ip-reputation"
    priority = 1

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesAmazonIpReputationList"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "django-testapp-app-ip-reputation"
      sampled_requests_enabled   = true
    }
  }

  rule {
    # Known attacks, such as those on Log4j.
    name     = "known-bad-inputs"
    priority = 2

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "django-testapp-app-known-bad-inputs"
      sampled_requests_enabled   = true
    }
  }

  rule {
    # What is common in attacks on web applications.
    name     = "core"
    priority = 3

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesCommonRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "django-testapp-app-core"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "django-testapp-app"
    sampled_requests_enabled   = true
  }

  tags = { Name = "django-testapp-app" }
}

# tiers.app.firewall.logs: AWS wants its name to begin with aws-waf-logs-
resource "aws_cloudwatch_log_group" "app_firewall" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `firewall.logs` changes it
  name              = "aws-waf-logs-django-testapp-app"
  retention_in_days = 30
}

# tiers.app.firewall.logs: what a rule matched, without what would let its reader in
resource "aws_wafv2_web_acl_logging_configuration" "app" {
  resource_arn            = aws_wafv2_web_acl.app.arn
  log_destination_configs = [aws_cloudwatch_log_group.app_firewall.arn]

  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    single_header {
      name = "cookie"
    }
  }

  logging_filter {
    default_behavior = "DROP"

    filter {
      behavior    = "KEEP"
      requirement = "MEETS_ANY"

      condition {
        action_condition {
          action = "BLOCK"
        }
      }

      condition {
        action_condition {
          action = "COUNT"
        }
      }
    }
  }
}

# tiers.app: versions are made by whoever releases, not here
resource "aws_elastic_beanstalk_application" "app" {
  name = "django-testapp-app"

  appversion_lifecycle {
    service_role          = aws_iam_role.app_service.arn
    max_count             = 20
    delete_source_from_s3 = true
  }

  # Versions are deleted with the role, which has to be allowed to.
  depends_on = [aws_iam_role_policy.app_service]
}

# tiers.app: the source of each version; it can be made again from its commit
resource "aws_s3_bucket" "app_versions" {
  #checkov:skip=CKV_AWS_18:versions are put and fetched by whoever may release, and nobody else
  #checkov:skip=CKV_AWS_144:a copy in another region is not worth its price
  #checkov:skip=CKV_AWS_145:encrypted with the key S3 owns; Elastic Beanstalk reads it too
  #checkov:skip=CKV2_AWS_62:nothing waits for a version but Elastic Beanstalk, which is told
  bucket        = "django-testapp-app-eb-${data.aws_caller_identity.current.account_id}-${local.region}"
  force_destroy = true

  tags = { Name = "django-testapp-app-eb" }
}

# tiers.app
resource "aws_s3_bucket_ownership_controls" "app_versions" {
  bucket = aws_s3_bucket.app_versions.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# tiers.app
resource "aws_s3_bucket_public_access_block" "app_versions" {
  bucket                  = aws_s3_bucket.app_versions.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# tiers.app
resource "aws_s3_bucket_server_side_encryption_configuration" "app_versions" {
  bucket = aws_s3_bucket.app_versions.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# tiers.app
resource "aws_s3_bucket_versioning" "app_versions" {
  bucket = aws_s3_bucket.app_versions.id

  versioning_configuration {
    status = "Enabled"
  }
}

# tiers.app
resource "aws_s3_bucket_lifecycle_configuration" "app_versions" {
  bucket = aws_s3_bucket.app_versions.id

  rule {
    id     = "expire"
    status = "Enabled"

    filter {}

    expiration {
      expired_object_delete_marker = true
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.app_versions]
}

# tiers.app
resource "aws_s3_bucket_policy" "app_versions" {
  bucket = aws_s3_bucket.app_versions.id
  policy = data.aws_iam_policy_document.app_versions.json

  # S3 takes one change of a bucket's access at a time.
  depends_on = [
    aws_s3_bucket_ownership_controls.app_versions,
    aws_s3_bucket_public_access_block.app_versions,
  ]
}

# tiers.app: nobody sends or fetches anything in clear
data "aws_iam_policy_document" "app_versions" {
  statement {
    sid       = "DenyPlainHttp"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.app_versions.arn, "${aws_s3_bucket.app_versions.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

# tiers.app: Elastic Beanstalk itself: it watches, and updates the platform
resource "aws_iam_role" "app_service" {
  name_prefix        = "django-testapp-app-service-"
  description        = "Elastic Beanstalk, for django-testapp-app"
  assume_role_policy = data.aws_iam_policy_document.app_service_assume.json
}

# tiers.app
data "aws_iam_policy_document" "app_service_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["elasticbeanstalk.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = ["elasticbeanstalk"]
    }
  }
}

# tiers.app: as AWS documents it for Elastic Beanstalk, and keeps it up to date
resource "aws_iam_role_policy_attachment" "app_service_health" {
  role       = aws_iam_role.app_service.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSElasticBeanstalkEnhancedHealth"
}

# tiers.app: as AWS documents it for Elastic Beanstalk, and keeps it up to date
resource "aws_iam_role_policy_attachment" "app_service_updates" {
  role       = aws_iam_role.app_service.name
  policy_arn = "arn:aws:iam::aws:policy/AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy"
}

# tiers.app
resource "aws_iam_role_policy" "app_service" {
  name   = "delete-versions"
  role   = aws_iam_role.app_service.id
  policy = data.aws_iam_policy_document.app_service.json
}

# tiers.app.keep: an update fetches the source of a version, which goes with it
data "aws_iam_policy_document" "app_service" {
  statement {
    sid       = "DeleteVersions"
    actions   = ["s3:DeleteObject", "s3:GetObject"]
    resources = ["${aws_s3_bucket.app_versions.arn}/*"]
  }
}

# tiers.app
resource "aws_iam_role" "app" {
  name_prefix        = "django-testapp-app-"
  description        = "django-testapp app machines"
  assume_role_policy = data.aws_iam_policy_document.app_assume.json
}

# tiers.app
data "aws_iam_policy_document" "app_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

# tiers.app: as AWS documents it for Elastic Beanstalk, and keeps it up to date
resource "aws_iam_role_policy_attachment" "app_web" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:aws:iam::aws:policy/AWSElasticBeanstalkWebTier"
}

# tiers.app: a shell through Session Manager, with no SSH port and no key pair
resource "aws_iam_role_policy_attachment" "app_session_manager" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

# tiers.app
resource "aws_iam_role_policy" "app" {
  name   = "run-app"
  role   = aws_iam_role.app.id
  policy = data.aws_iam_policy_document.app.json
}

# tiers.app
data "aws_iam_policy_document" "app" {
  # tiers.app.env: the secrets that they name
  statement {
    sid     = "ReadSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      aws_rds_cluster.db.master_user_secret[0].secret_arn,
      aws_secretsmanager_secret.django_key.arn,
    ]
  }

  # tiers.app.logs: what is in them
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.app.arn}:*"]
  }

  # tiers.app.metrics: the use of memory and disk; AWS has no narrower name
  statement {
    sid       = "PublishMetrics"
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"]
  }
}

# tiers.app
resource "aws_iam_instance_profile" "app" {
  name_prefix = "django-testapp-app-"
  role        = aws_iam_role.app.name
}

# tiers.app.logs: what the program writes to files
resource "aws_cloudwatch_log_group" "app" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `keep_logs` changes it
  name              = "/django-testapp/app"
  retention_in_days = 30
}

# tiers.app.notify
resource "aws_sns_topic" "app_alarms" {
  #checkov:skip=CKV_AWS_26:alarms cannot use the key that SNS owns, and name no secret
  name = "django-testapp-app-alarms"

  tags = { Name = "django-testapp-app-alarms" }
}

# tiers.app.notify: SNS asks there whether mail is wanted, and sends nothing until somebody agrees
resource "aws_sns_topic_subscription" "app_alarms" {
  topic_arn = aws_sns_topic.app_alarms.arn
  protocol  = "email"
  endpoint  = "ops@example.org"
}

# tiers.app.notify: is degraded or worse
resource "aws_cloudwatch_metric_alarm" "app_health" {
  alarm_name        = "${aws_elastic_beanstalk_environment.app.name}-health"
  alarm_description = "${aws_elastic_beanstalk_environment.app.name} is degraded or worse."
  alarm_actions     = [aws_sns_topic.app_alarms.arn]
  ok_actions        = [aws_sns_topic.app_alarms.arn]

  # In 3 of 5 minutes, health as a number: 15 is a warning, 20 degraded, 25 severe.
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 20
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"

  namespace   = "AWS/ElasticBeanstalk"
  metric_name = "EnvironmentHealth"
  dimensions  = { EnvironmentName = aws_elastic_beanstalk_environment.app.name }
  statistic   = "Maximum"
  period      = 60
}

# tiers.app.notify: answers with errors of its own (5xx)
resource "aws_cloudwatch_metric_alarm" "app_errors" {
  alarm_name        = "${aws_elastic_beanstalk_environment.app.name}-errors"
  alarm_description = "${aws_elastic_beanstalk_environment.app.name} answers with errors of its own (5xx)."
  alarm_actions     = [aws_sns_topic.app_alarms.arn]
  ok_actions        = [aws_sns_topic.app_alarms.arn]

  # In 3 of 5 minutes, requests.
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 5
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"

  namespace   = "AWS/ElasticBeanstalk"
  metric_name = "ApplicationRequests5xx"
  dimensions  = { EnvironmentName = aws_elastic_beanstalk_environment.app.name }
  statistic   = "Sum"
  period      = 60
}

# tiers.app.notify: has machines that cannot serve
resource "aws_cloudwatch_metric_alarm" "app_machines" {
  alarm_name        = "${aws_elastic_beanstalk_environment.app.name}-machines"
  alarm_description = "${aws_elastic_beanstalk_environment.app.name} has machines that cannot serve."
  alarm_actions     = [aws_sns_topic.app_alarms.arn]
  ok_actions        = [aws_sns_topic.app_alarms.arn]

  # In 3 of 5 minutes, machines.
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "all"
    label       = "machines"
    expression  = "instancesDegraded + instancesSevere"
    return_data = true
  }

  metric_query {
    id = "instancesDegraded"

    metric {
      namespace   = "AWS/ElasticBeanstalk"
      metric_name = "InstancesDegraded"
      dimensions  = { EnvironmentName = aws_elastic_beanstalk_environment.app.name }
      stat        = "Maximum"
      period      = 60
    }
  }

  metric_query {
    id = "instancesSevere"

    metric {
      namespace   = "AWS/ElasticBeanstalk"
      metric_name = "InstancesSevere"
      dimensions  = { EnvironmentName = aws_elastic_beanstalk_environment.app.name }
      stat        = "Maximum"
      period      = 60
    }
  }
}

# tiers.app.metrics: runs out of memory
resource "aws_cloudwatch_metric_alarm" "app_memory" {
  alarm_name        = "${aws_elastic_beanstalk_environment.app.name}-memory"
  alarm_description = "${aws_elastic_beanstalk_environment.app.name} runs out of memory."
  alarm_actions     = [aws_sns_topic.app_alarms.arn]
  ok_actions        = [aws_sns_topic.app_alarms.arn]

  # In 3 of 5 minutes, percent, where it is most.
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 90
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"

  namespace   = "CWAgent"
  metric_name = "mem_used_percent"
  dimensions  = { EnvironmentName = aws_elastic_beanstalk_environment.app.name }
  statistic   = "Maximum"
  period      = 60
}

# tiers.app.metrics: runs out of disk
resource "aws_cloudwatch_metric_alarm" "app_disk" {
  alarm_name        = "${aws_elastic_beanstalk_environment.app.name}-disk"
  alarm_description = "${aws_elastic_beanstalk_environment.app.name} runs out of disk."
  alarm_actions     = [aws_sns_topic.app_alarms.arn]
  ok_actions        = [aws_sns_topic.app_alarms.arn]

  # In 3 of 5 minutes, percent, where it is most.
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 85
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"

  namespace   = "CWAgent"
  metric_name = "disk_used_percent"
  dimensions  = { EnvironmentName = aws_elastic_beanstalk_environment.app.name }
  statistic   = "Maximum"
  period      = 60
}
