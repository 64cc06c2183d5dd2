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
    b = data.aws_availability_zones.available.names[1]
    c = data.aws_availability_zones.available.names[2]
  }
}

# network.cidr
resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = "dashboard" }
}

# network: no rules, so whatever is started without a group of its own reaches nothing
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "dashboard-unused" }
}

# network
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "dashboard" }
}

# tiers.lb: a place that depends on the tier's name alone
resource "aws_subnet" "lb" {
  for_each = {
    a = "10.0.122.0/26"
    b = "10.0.122.64/26"
    c = "10.0.122.128/26"
  }

  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value
  availability_zone = local.zones[each.key]

  tags = { Name = "dashboard-lb-${each.key}" }
}

# tiers.swarm: a place that depends on the tier's name alone
resource "aws_subnet" "swarm" {
  for_each = {
    a = "10.0.120.0/26"
    b = "10.0.120.64/26"
    c = "10.0.120.128/26"
  }

  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value
  availability_zone = local.zones[each.key]

  tags = { Name = "dashboard-swarm-${each.key}" }
}

# tiers.db: a place that depends on the tier's name alone
resource "aws_subnet" "db" {
  for_each = {
    a = "10.0.223.0/26"
    b = "10.0.223.64/26"
    c = "10.0.223.128/26"
  }

  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value
  availability_zone = local.zones[each.key]

  tags = { Name = "dashboard-db-${each.key}" }
}

# network.nat
resource "aws_eip" "nat" {
  for_each = toset(["a"])

  domain = "vpc"

  tags = { Name = "dashboard-nat-${each.key}" }
}

# network.nat: one gateway for all zones, about 37 USD a month plus 0.045 USD per GB (us-east-1, 2026).
# If zone a fails, the swarm tier loses the internet; `nat: per_zone` avoids that at this price per zone.
resource "aws_nat_gateway" "main" {
  for_each = aws_eip.nat

  allocation_id = each.value.id
  subnet_id     = aws_subnet.lb[each.key].id

  tags = { Name = "dashboard-${each.key}" }

  depends_on = [aws_internet_gateway.main]
}

# tiers.lb: public
resource "aws_route_table" "lb" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "dashboard-lb" }
}

# tiers.lb: public
resource "aws_route" "lb_internet" {
  route_table_id         = aws_route_table.lb.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

# tiers.lb
resource "aws_route_table_association" "lb" {
  for_each = aws_subnet.lb

  subnet_id      = each.value.id
  route_table_id = aws_route_table.lb.id
}

# tiers.swarm: private, a table per zone so that each zone can have a gateway of its own
resource "aws_route_table" "swarm" {
  for_each = aws_subnet.swarm

  vpc_id = aws_vpc.main.id

  tags = { Name = "dashboard-swarm-${each.key}" }
}

# network.nat
resource "aws_route" "swarm_internet" {
  for_each = aws_route_table.swarm

  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main["a"].id
}

# tiers.swarm
resource "aws_route_table_association" "swarm" {
  for_each = aws_subnet.swarm

  subnet_id      = each.value.id
  route_table_id = aws_route_table.swarm[each.key].id
}

# tiers.db: isolated, no way out of the VPC
resource "aws_route_table" "db" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "dashboard-db" }
}

# tiers.db
resource "aws_route_table_association" "db" {
  for_each = aws_subnet.db

  subnet_id      = each.value.id
  route_table_id = aws_route_table.db.id
}

# network: free of charge, and keeps this traffic off the NAT gateway
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.${local.region}.s3"
  route_table_ids   = [for table in aws_route_table.swarm : table.id]

  tags = { Name = "dashboard-s3" }
}

# tiers.swarm.managers: leases can be renewed while the NAT gateway is down
resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.${local.region}.dynamodb"
  route_table_ids   = [for table in aws_route_table.swarm : table.id]

  tags = { Name = "dashboard-dynamodb" }
}

# network: who talked to whom, and who was turned away
resource "aws_flow_log" "main" {
  vpc_id               = aws_vpc.main.id
  traffic_type         = "ALL"
  log_destination_type = "cloud-watch-logs"
  log_destination      = aws_cloudwatch_log_group.flow_logs.arn
  iam_role_arn         = aws_iam_role.flow_logs.arn

  tags = { Name = "dashboard" }
}

# network.flow_logs
resource "aws_cloudwatch_log_group" "flow_logs" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `network.flow_logs` changes it
  name              = "/dashboard/flow-logs"
  retention_in_days = 30
}

# network.flow_logs
resource "aws_iam_role" "flow_logs" {
  name_prefix        = "dashboard-flow-"
  description        = "VPC flow logs of dashboard"
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
