# tiers.work
resource "aws_security_group" "work" {
  name_prefix = "shop-work-"
  description = "shop work machines"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "shop-work" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.inside.listen: to work.app
resource "aws_vpc_security_group_ingress_rule" "work_from_inside_8000" {
  security_group_id            = aws_security_group.work.id
  description                  = "inside to work"
  referenced_security_group_id = aws_security_group.inside.id
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8000

  tags = { Name = "inside to work" }
}

# tiers.db.used_by
resource "aws_vpc_security_group_egress_rule" "work_to_db_3306" {
  security_group_id            = aws_security_group.work.id
  description                  = "work to db"
  referenced_security_group_id = aws_security_group.db.id
  ip_protocol                  = "tcp"
  from_port                    = 3306
  to_port                      = 3306

  tags = { Name = "work to db" }
}

# network.nat: AWS services only
resource "aws_vpc_security_group_egress_rule" "work_to_dynamodb_443" {
  security_group_id = aws_security_group.work.id
  description       = "work to dynamodb"
  prefix_list_id    = aws_vpc_endpoint.dynamodb.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "work to dynamodb" }
}

# network.nat: AWS services only
resource "aws_vpc_security_group_egress_rule" "work_to_endpoints_443" {
  security_group_id            = aws_security_group.work.id
  description                  = "work to AWS endpoints"
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443

  tags = { Name = "work to AWS endpoints" }
}

# network.nat: AWS services only
resource "aws_vpc_security_group_egress_rule" "work_to_s3_443" {
  security_group_id = aws_security_group.work.id
  description       = "work to s3"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "work to s3" }
}

# images.base: the name ends in a digest of the recipe, so a changed recipe is another image
data "aws_ami" "base" {
  count = var.base_image_id == null ? 1 : 0

  owners = ["self"]

  filter {
    name   = "name"
    values = ["base-8254b2ec3ce1"]
  }

  filter {
    name   = "state"
    values = ["available"]
  }
}

# tiers.work.image
locals {
  base_image_id = coalesce(var.base_image_id, one(data.aws_ami.base[*].id))
}

# tiers.work.services: what a machine learns at boot. Secrets go by ARN only.
locals {
  work_values = {
    stack  = "shop"
    tier   = "work"
    region = local.region
    group  = "shop"
    roles  = ["app", "clock"]
    singletons = {
      clock = { table = aws_dynamodb_table.leases.name, key = "base/clock" }
    }
    logs = { group = aws_cloudwatch_log_group.work.name }
  }
}

# tiers.work
resource "aws_launch_template" "work" {
  name                   = "shop-work"
  description            = "shop work machines"
  update_default_version = true

  image_id               = local.base_image_id
  instance_type          = "t3.small"
  vpc_security_group_ids = [aws_security_group.work.id]
  user_data = base64encode(templatefile("${path.module}/files/work-user-data.yaml", {
    values = jsonencode(local.work_values)
  }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.work.arn
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  monitoring {
    enabled = true
  }

  # The image's first disk.
  block_device_mappings {
    device_name = "/dev/sda1"

    ebs {
      volume_type           = "gp3"
      volume_size           = 16
      encrypted             = true
      delete_on_termination = true
    }
  }

  # The provider's default tags do not reach what the autoscaling group starts.
  tag_specifications {
    resource_type = "instance"
    tags          = merge(local.tags, { Name = "shop-work" })
  }

  tag_specifications {
    resource_type = "volume"
    tags          = merge(local.tags, { Name = "shop-work" })
  }

  tag_specifications {
    resource_type = "network-interface"
    tags          = merge(local.tags, { Name = "shop-work" })
  }

  tags = { Name = "shop-work" }
}

# tiers.work.scale: the desired capacity is left to AWS, so that an apply never undoes scaling
resource "aws_autoscaling_group" "work" {
  name                = "shop-work"
  min_size            = 1
  max_size            = 1
  vpc_zone_identifier = [for subnet in aws_subnet.work : subnet.id]
  target_group_arns   = [aws_lb_target_group.work_app.arn]

  health_check_type         = "ELB"
  health_check_grace_period = 300
  min_elb_capacity          = 1
  wait_for_capacity_timeout = "15m"
  termination_policies      = ["OldestLaunchTemplate", "Default"]
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"]

  launch_template {
    id      = aws_launch_template.work.id
    version = aws_launch_template.work.latest_version
  }

  # A new machine is healthy before an old one goes, also when the group has one machine only.
  instance_maintenance_policy {
    min_healthy_percentage = 100
    max_healthy_percentage = 200
  }

  # A new launch template version replaces the machines; if the new ones stay
  # unhealthy, the old version comes back.
  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 100
      max_healthy_percentage = 200
      auto_rollback          = true
      skip_matching          = true
    }
  }

  tag {
    key                 = "Name"
    value               = "shop-work"
    propagate_at_launch = true
  }

  tag {
    key                 = "Stack"
    value               = "shop"
    propagate_at_launch = true
  }

  # What a machine needs at its first boot, and the load balancer to find it healthy.
  depends_on = [
    aws_iam_role_policy.work,
    aws_lb_listener.inside_8080,
    aws_route_table_association.work,
    aws_vpc_endpoint.dynamodb,
    aws_vpc_endpoint.interface,
    aws_vpc_endpoint.s3,
    aws_vpc_security_group_egress_rule.inside_to_work_8000,
    aws_vpc_security_group_egress_rule.work_to_db_3306,
    aws_vpc_security_group_egress_rule.work_to_dynamodb_443,
    aws_vpc_security_group_egress_rule.work_to_endpoints_443,
    aws_vpc_security_group_egress_rule.work_to_s3_443,
    aws_vpc_security_group_ingress_rule.db_from_work_3306,
    aws_vpc_security_group_ingress_rule.endpoints_from_work_443,
    aws_vpc_security_group_ingress_rule.work_from_inside_8000,
  ]
}

# tiers.work.services.clock.singleton: whoever holds the lease runs it
resource "aws_dynamodb_table" "leases" {
  #checkov:skip=CKV_AWS_28:a lease lives for a minute; there is nothing to restore
  #checkov:skip=CKV_AWS_119:encrypted with the key DynamoDB owns; a lease holds no secret
  name         = "shop-leases"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  ttl {
    enabled        = true
    attribute_name = "expires"
  }

  tags = { Name = "shop-leases" }
}

# tiers.work.services: their journal
resource "aws_cloudwatch_log_group" "work" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `logs` changes it
  name              = "/shop/work"
  retention_in_days = 30
}

# tiers.work
resource "aws_iam_role" "work" {
  name_prefix        = "shop-work-"
  description        = "shop work machines"
  assume_role_policy = data.aws_iam_policy_document.work_assume.json
}

# tiers.work
data "aws_iam_policy_document" "work_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

# tiers.work
resource "aws_iam_role_policy" "work" {
  name   = "run-work"
  role   = aws_iam_role.work.id
  policy = data.aws_iam_policy_document.work.json
}

# tiers.work
data "aws_iam_policy_document" "work" {
  # tiers.work.services: their journal
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.work.arn}:*"]
  }

  # tiers.work.services.clock.singleton
  statement {
    sid       = "HoldLeases"
    actions   = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.leases.arn]
  }
}

# tiers.work: a shell through Session Manager, with no SSH port and no key pair
resource "aws_iam_role_policy_attachment" "work_session_manager" {
  role       = aws_iam_role.work.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

# tiers.work
resource "aws_iam_instance_profile" "work" {
  name_prefix = "shop-work-"
  role        = aws_iam_role.work.name
}
