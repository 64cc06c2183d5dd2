# network.zones: whatever their state, or an outage of zone a would move every subnet; no Local Zones
data "aws_availability_zones" "available" {
  #checkov:skip=CKV_AWS_394:a new zone takes the next letter, so the first ones keep their places
  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

# network.zones: every zonal resource is keyed by these letters
locals {
  zones = {
    a = data.aws_availability_zones.available.names[0]
  }
}

# network.cidr
resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = "shop-staging" }
}

# network: no rules, so whatever is started without a group of its own reaches nothing
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "shop-staging-unused" }
}

# tiers.web: a place that depends on the tier's name alone
resource "aws_subnet" "web" {
  for_each = {
    a = "10.0.72.0/26"
  }

  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value
  availability_zone = local.zones[each.key]

  tags = { Name = "shop-staging-web-${each.key}" }
}

# tiers.web: private, a table per zone so that each zone can have a gateway of its own
resource "aws_route_table" "web" {
  for_each = aws_subnet.web

  vpc_id = aws_vpc.main.id

  tags = { Name = "shop-staging-web-${each.key}" }
}

# tiers.web
resource "aws_route_table_association" "web" {
  for_each = aws_subnet.web

  subnet_id      = each.value.id
  route_table_id = aws_route_table.web[each.key].id
}

# network: free of charge, and the way to updates of the Session Manager agent
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.${local.region}.s3"
  route_table_ids   = [for table in aws_route_table.web : table.id]

  tags = { Name = "shop-staging-s3" }
}

# network.nat: none, so what the machines call has addresses in the VPC, paid per zone
resource "aws_vpc_endpoint" "interface" {
  for_each = toset(["ec2messages", "logs", "secretsmanager", "ssm", "ssmmessages"])

  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.${local.region}.${each.key}"
  subnet_ids          = [for subnet in aws_subnet.web : subnet.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true

  tags = { Name = "shop-staging-${each.key}" }
}

# network.nat: none
resource "aws_security_group" "endpoints" {
  name_prefix = "shop-staging-endpoints-"
  description = "shop-staging endpoints of AWS services"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "shop-staging-endpoints" }

  lifecycle {
    create_before_destroy = true
  }
}

# network.nat: AWS services only
resource "aws_vpc_security_group_ingress_rule" "endpoints_from_web_443" {
  security_group_id            = aws_security_group.endpoints.id
  description                  = "web to AWS endpoints"
  referenced_security_group_id = aws_security_group.web.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443

  tags = { Name = "web to AWS endpoints" }
}

# network: who talked to whom, and who was turned away
resource "aws_flow_log" "main" {
  vpc_id               = aws_vpc.main.id
  traffic_type         = "ALL"
  log_destination_type = "cloud-watch-logs"
  log_destination      = aws_cloudwatch_log_group.flow_logs.arn
  iam_role_arn         = aws_iam_role.flow_logs.arn

  tags = { Name = "shop-staging" }
}

# network.flow_logs
resource "aws_cloudwatch_log_group" "flow_logs" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `network.flow_logs` changes it
  name              = "/shop-staging/flow-logs"
  retention_in_days = 30
}

# network.flow_logs
resource "aws_iam_role" "flow_logs" {
  name_prefix        = "shop-staging-flow-"
  description        = "VPC flow logs of shop-staging"
  assume_role_policy = data.aws_iam_policy_document.flow_logs_assume.json
}

# network.flow_logs: only flow logs of this account and region may take the role
data "aws_iam_policy_document" "flow_logs_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["vpc-flow-logs.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:ec2:${local.region}:${data.aws_caller_identity.current.account_id}:vpc-flow-log/*"]
    }
  }
}

# network
data "aws_caller_identity" "current" {}

# network.flow_logs
resource "aws_iam_role_policy" "flow_logs" {
  name   = "write-flow-logs"
  role   = aws_iam_role.flow_logs.id
  policy = data.aws_iam_policy_document.flow_logs.json
}

# network.flow_logs
data "aws_iam_policy_document" "flow_logs" {
  statement {
    actions = [
      "logs:CreateLogStream",
      "logs:DescribeLogGroups",
      "logs:DescribeLogStreams",
      "logs:PutLogEvents",
    ]
    resources = ["${aws_cloudwatch_log_group.flow_logs.arn}:*"]
  }
}
