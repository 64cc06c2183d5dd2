# tiers.app
resource "aws_security_group" "app" {
  name_prefix = "shop-app-"
  description = "shop app machines"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "shop-app" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.front.listen: to app.web
resource "aws_vpc_security_group_ingress_rule" "app_from_front_8080" {
  security_group_id            = aws_security_group.app.id
  description                  = "front to app"
  referenced_security_group_id = aws_security_group.front.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080

  tags = { Name = "front to app" }
}

# tiers.inside.listen: to app.admin
resource "aws_vpc_security_group_ingress_rule" "app_from_inside_8081" {
  security_group_id            = aws_security_group.app.id
  description                  = "inside to app"
  referenced_security_group_id = aws_security_group.inside.id
  ip_protocol                  = "tcp"
  from_port                    = 8081
  to_port                      = 8081

  tags = { Name = "inside to app" }
}

# tiers.office.listen: to app.desk
resource "aws_vpc_security_group_ingress_rule" "app_from_office_8082" {
  security_group_id            = aws_security_group.app.id
  description                  = "office to app"
  referenced_security_group_id = aws_security_group.office.id
  ip_protocol                  = "tcp"
  from_port                    = 8082
  to_port                      = 8082

  tags = { Name = "office to app" }
}

# tiers.db.used_by
resource "aws_vpc_security_group_egress_rule" "app_to_db_5432" {
  security_group_id            = aws_security_group.app.id
  description                  = "app to db"
  referenced_security_group_id = aws_security_group.db.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432

  tags = { Name = "app to db" }
}

# tiers.app: AWS APIs and HTTPS services; packages came with the image, so there is no port 80.
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

# tiers.app.outbound
resource "aws_vpc_security_group_egress_rule" "app_to_internet_587" {
  security_group_id = aws_security_group.app.id
  description       = "app to internet"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 587
  to_port           = 587

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

# tiers.app.outbound
resource "aws_vpc_security_group_egress_rule" "app_to_internet_ipv6_587" {
  security_group_id = aws_security_group.app.id
  description       = "app to internet over IPv6"
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 587
  to_port           = 587

  tags = { Name = "app to internet over IPv6" }
}

# images.base: the name ends in a digest of the recipe, so a changed recipe is another image
data "aws_ami" "base" {
  count = var.base_image_id == null ? 1 : 0

  owners = ["self"]

  filter {
    name   = "name"
    values = ["base-371aad5bf9a8"]
  }

  filter {
    name   = "state"
    values = ["available"]
  }
}

# tiers.app.image
locals {
  base_image_id = coalesce(var.base_image_id, one(data.aws_ami.base[*].id))
}

# tiers.app.env, tiers.app.services: what a machine learns at boot. Secrets go by ARN only.
locals {
  app_values = {
    stack  = "shop"
    tier   = "app"
    region = local.region
    group  = "web"
    roles  = ["admin", "desk", "web"]
    logs   = { group = aws_cloudwatch_log_group.app.name }
    environment = [
      {
        name = "DATABASE"
        parts = [
          "postgres://shop:",
          { secret = aws_db_instance.db.master_user_secret[0].secret_arn, key = "password", encode = "url" },
          "@",
          aws_db_instance.db.address,
          ":5432/shop?sslmode=require",
        ]
      },
    ]
  }
}

# tiers.app
resource "aws_launch_template" "app" {
  name                   = "shop-app"
  description            = "shop app machines"
  update_default_version = true

  image_id               = local.base_image_id
  instance_type          = "t3.small"
  vpc_security_group_ids = [aws_security_group.app.id]
  user_data = base64encode(templatefile("${path.module}/files/app-user-data.yaml", {
    values = jsonencode(local.app_values)
  }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.app.arn
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
    tags          = merge(local.tags, { Name = "shop-app" })
  }

  tag_specifications {
    resource_type = "volume"
    tags          = merge(local.tags, { Name = "shop-app" })
  }

  tag_specifications {
    resource_type = "network-interface"
    tags          = merge(local.tags, { Name = "shop-app" })
  }

  tags = { Name = "shop-app" }
}

# tiers.app.scale: the desired capacity is left to AWS, so that an apply never undoes scaling
resource "aws_autoscaling_group" "app" {
  name                = "shop-app"
  min_size            = 1
  max_size            = 1
  vpc_zone_identifier = [for subnet in aws_subnet.app : subnet.id]
  target_group_arns = [
    aws_lb_target_group.app_admin.arn,
    aws_lb_target_group.app_desk.arn,
    aws_lb_target_group.app_web.arn,
  ]

  health_check_type         = "ELB"
  health_check_grace_period = 300
  min_elb_capacity          = 1
  wait_for_capacity_timeout = "15m"
  termination_policies      = ["OldestLaunchTemplate", "Default"]
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"]

  launch_template {
    id      = aws_launch_template.app.id
    version = aws_launch_template.app.latest_version
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
    value               = "shop-app"
    propagate_at_launch = true
  }

  tag {
    key                 = "Stack"
    value               = "shop"
    propagate_at_launch = true
  }

  # What a machine needs at its first boot, and the load balancer to find it healthy.
  depends_on = [
    aws_iam_role_policy.app,
    aws_lb_listener.front_443,
    aws_lb_listener.inside_8080,
    aws_lb_listener.office_8443,
    aws_route.app_internet,
    aws_route.app_internet_ipv6,
    aws_route_table_association.app,
    aws_vpc_endpoint.s3,
    aws_vpc_security_group_egress_rule.app_to_db_5432,
    aws_vpc_security_group_egress_rule.app_to_internet_443,
    aws_vpc_security_group_egress_rule.app_to_internet_587,
    aws_vpc_security_group_egress_rule.app_to_internet_ipv6_443,
    aws_vpc_security_group_egress_rule.app_to_internet_ipv6_587,
    aws_vpc_security_group_egress_rule.front_to_app_8080,
    aws_vpc_security_group_egress_rule.inside_to_app_8081,
    aws_vpc_security_group_egress_rule.office_to_app_8082,
    aws_vpc_security_group_ingress_rule.app_from_front_8080,
    aws_vpc_security_group_ingress_rule.app_from_inside_8081,
    aws_vpc_security_group_ingress_rule.app_from_office_8082,
    aws_vpc_security_group_ingress_rule.db_from_app_5432,
  ]
}

# tiers.app.services: their journal
resource "aws_cloudwatch_log_group" "app" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `logs` changes it
  name              = "/shop/app"
  retention_in_days = 30
}

# tiers.app
resource "aws_iam_role" "app" {
  name_prefix        = "shop-app-"
  description        = "shop app machines"
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

# tiers.app
resource "aws_iam_role_policy" "app" {
  name   = "run-app"
  role   = aws_iam_role.app.id
  policy = data.aws_iam_policy_document.app.json
}

# tiers.app
data "aws_iam_policy_document" "app" {
  # tiers.app.settings, tiers.app.env: the secrets that they name
  statement {
    sid       = "ReadSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_db_instance.db.master_user_secret[0].secret_arn]
  }

  # tiers.app.services: their journal
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.app.arn}:*"]
  }
}

# tiers.app: a shell through Session Manager, with no SSH port and no key pair
resource "aws_iam_role_policy_attachment" "app_session_manager" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

# tiers.app
resource "aws_iam_instance_profile" "app" {
  name_prefix = "shop-app-"
  role        = aws_iam_role.app.name
}
