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

  tags = { Name = "shop" }
}

# network: no rules, so whatever is started without a group of its own reaches nothing
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "shop-unused" }
}

# network
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "shop" }
}

# network.nat: a place that depends on the tier's name alone
resource "aws_subnet" "nat" {
  for_each = {
    a = "10.0.66.0/26"
    b = "10.0.66.64/26"
    c = "10.0.66.128/26"
  }

  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value
  availability_zone = local.zones[each.key]

  tags = { Name = "shop-nat-${each.key}" }
}

# tiers.app: a place that depends on the tier's name alone
resource "aws_subnet" "app" {
  for_each = {
    a = "10.0.70.0/26"
    b = "10.0.70.64/26"
    c = "10.0.70.128/26"
  }

  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value
  availability_zone = local.zones[each.key]

  tags = { Name = "shop-app-${each.key}" }
}

# network.nat
resource "aws_eip" "nat" {
  for_each = toset(["a"])

  domain = "vpc"

  tags = { Name = "shop-nat-${each.key}" }
}

# network.nat: one gateway for all zones, about 39 USD a month plus 0.048 USD per GB (eu-west-1, 2026).
# If zone a fails, the app tier loses the internet; `nat: per_zone` avoids that at this price per zone.
resource "aws_nat_gateway" "main" {
  for_each = aws_eip.nat

  allocation_id = each.value.id
  subnet_id     = aws_subnet.nat[each.key].id

  tags = { Name = "shop-${each.key}" }

  depends_on = [aws_internet_gateway.main]
}

# network.nat: public
resource "aws_route_table" "nat" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "shop-nat" }
}

# network.nat: public
resource "aws_route" "nat_internet" {
  route_table_id         = aws_route_table.nat.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

# network.nat
resource "aws_route_table_association" "nat" {
  for_each = aws_subnet.nat

  subnet_id      = each.value.id
  route_table_id = aws_route_table.nat.id
}

# tiers.app: private, a table per zone so that each zone can have a gateway of its own
resource "aws_route_table" "app" {
  for_each = aws_subnet.app

  vpc_id = aws_vpc.main.id

  tags = { Name = "shop-app-${each.key}" }
}

# network.nat
resource "aws_route" "app_internet" {
  for_each = aws_route_table.app

  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main["a"].id
}

# tiers.app
resource "aws_route_table_association" "app" {
  for_each = aws_subnet.app

  subnet_id      = each.value.id
  route_table_id = aws_route_table.app[each.key].id
}

# network: free of charge, and keeps this traffic off the NAT gateway
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.${local.region}.s3"
  route_table_ids   = [for table in aws_route_table.app : table.id]

  tags = { Name = "shop-s3" }
}

# tiers.app.managers: leases can be renewed while the NAT gateway is down
resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.${local.region}.dynamodb"
  route_table_ids   = [for table in aws_route_table.app : table.id]

  tags = { Name = "shop-dynamodb" }
}

# network: who talked to whom, and who was turned away
resource "aws_flow_log" "main" {
  vpc_id               = aws_vpc.main.id
  traffic_type         = "ALL"
  log_destination_type = "cloud-watch-logs"
  log_destination      = aws_cloudwatch_log_group.flow_logs.arn
  iam_role_arn         = aws_iam_role.flow_logs.arn

  tags = { Name = "shop" }
}

# network.flow_logs
resource "aws_cloudwatch_log_group" "flow_logs" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `network.flow_logs` changes it
  name              = "/shop/flow-logs"
  retention_in_days = 30
}

# network.flow_logs
resource "aws_iam_role" "flow_logs" {
  name_prefix        = "shop-flow-"
  description        = "VPC flow logs of shop"
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
