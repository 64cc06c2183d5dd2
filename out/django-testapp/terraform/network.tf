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
  }
}

# network.cidr
resource "aws_vpc" "main" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
  enable_dns_support               = true
  enable_dns_hostnames             = true

  tags = { Name = "django-testapp" }
}

# network: no rules, so whatever is started without a group of its own reaches nothing
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "django-testapp-unused" }
}

# network
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "django-testapp" }
}

# network.ipv6: what machines begin goes out, and nothing comes in; free of charge
resource "aws_egress_only_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "django-testapp" }
}

# tiers.app: a place that depends on the tier's name alone
resource "aws_subnet" "app_entrance" {
  # `ipv6` numbers the /64 of the network's /56, four of them for a tier.
  for_each = {
    a = { ipv4 = "10.0.166.0/26", ipv6 = 152 }
    b = { ipv4 = "10.0.166.64/26", ipv6 = 153 }
  }

  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value.ipv4
  ipv6_cidr_block   = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, each.value.ipv6)
  availability_zone = local.zones[each.key]

  tags = { Name = "django-testapp-app-entrance-${each.key}" }
}

# tiers.app: a place that depends on the tier's name alone
resource "aws_subnet" "app" {
  for_each = {
    a = { ipv4 = "10.0.70.0/26", ipv6 = 24 }
    b = { ipv4 = "10.0.70.64/26", ipv6 = 25 }
  }

  vpc_id                          = aws_vpc.main.id
  cidr_block                      = each.value.ipv4
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, each.value.ipv6)
  assign_ipv6_address_on_creation = true
  availability_zone               = local.zones[each.key]

  tags = { Name = "django-testapp-app-${each.key}" }
}

# tiers.db: a place that depends on the tier's name alone
resource "aws_subnet" "db" {
  for_each = {
    a = { ipv4 = "10.0.223.0/26", ipv6 = 124 }
    b = { ipv4 = "10.0.223.64/26", ipv6 = 125 }
  }

  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value.ipv4
  ipv6_cidr_block   = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, each.value.ipv6)
  availability_zone = local.zones[each.key]

  tags = { Name = "django-testapp-db-${each.key}" }
}

# network.nat
resource "aws_eip" "nat" {
  for_each = toset(["a"])

  domain = "vpc"

  tags = { Name = "django-testapp-nat-${each.key}" }
}

# network.nat: one gateway for all zones, about 37 USD a month plus 0.045 USD per GB (us-east-1, 2026).
# If zone a fails, the app tier loses the internet; `nat: per_zone` avoids that at this price per zone.
resource "aws_nat_gateway" "main" {
  for_each = aws_eip.nat

  allocation_id = each.value.id
  subnet_id     = aws_subnet.app_entrance[each.key].id

  tags = { Name = "django-testapp-${each.key}" }

  depends_on = [aws_internet_gateway.main]
}

# tiers.app: public
resource "aws_route_table" "app_entrance" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "django-testapp-app-entrance" }
}

# tiers.app: public
resource "aws_route" "app_entrance_internet" {
  route_table_id         = aws_route_table.app_entrance.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

# tiers.app: public
resource "aws_route" "app_entrance_internet_ipv6" {
  route_table_id              = aws_route_table.app_entrance.id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.main.id
}

# tiers.app
resource "aws_route_table_association" "app_entrance" {
  for_each = aws_subnet.app_entrance

  subnet_id      = each.value.id
  route_table_id = aws_route_table.app_entrance.id
}

# tiers.app: private, a table per zone so that each zone can have a gateway of its own
resource "aws_route_table" "app" {
  for_each = aws_subnet.app

  vpc_id = aws_vpc.main.id

  tags = { Name = "django-testapp-app-${each.key}" }
}

# network.nat
resource "aws_route" "app_internet" {
  for_each = aws_route_table.app

  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main["a"].id
}

# network.ipv6: past the NAT gateways, which are for IPv4
resource "aws_route" "app_internet_ipv6" {
  for_each = aws_route_table.app

  route_table_id              = each.value.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.main.id
}

# tiers.app
resource "aws_route_table_association" "app" {
  for_each = aws_subnet.app

  subnet_id      = each.value.id
  route_table_id = aws_route_table.app[each.key].id
}

# tiers.db: isolated, no way out of the VPC
resource "aws_route_table" "db" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "django-testapp-db" }
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
  route_table_ids   = [for table in aws_route_table.app : table.id]

  tags = { Name = "django-testapp-s3" }
}

# network: who talked to whom, and who was turned away
resource "aws_flow_log" "main" {
  vpc_id               = aws_vpc.main.id
  traffic_type         = "ALL"
  log_destination_type = "cloud-watch-logs"
  log_destination      = aws_cloudwatch_log_group.flow_logs.arn
  iam_role_arn         = aws_iam_role.flow_logs.arn

  tags = { Name = "django-testapp" }
}

# network.flow_logs
resource "aws_cloudwatch_log_group" "flow_logs" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `network.flow_logs` changes it
  name              = "/django-testapp/flow-logs"
  retention_in_days = 30
}

# network.flow_logs
resource "aws_iam_role" "flow_logs" {
  name_prefix        = "django-testapp-flow-"
  description        = "VPC flow logs of django-testapp"
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
