# tiers.web
resource "aws_security_group" "web" {
  name_prefix = "guestbook-web-"
  description = "guestbook web machines"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "guestbook-web" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.front.listen: to web.app
resource "aws_vpc_security_group_ingress_rule" "web_from_front_8000" {
  security_group_id            = aws_security_group.web.id
  description                  = "front to web"
  referenced_security_group_id = aws_security_group.front.id
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8000

  tags = { Name = "front to web" }
}

# tiers.db.used_by
resource "aws_vpc_security_group_egress_rule" "web_to_db_5432" {
  security_group_id            = aws_security_group.web.id
  description                  = "web to db"
  referenced_security_group_id = aws_security_group.db.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432

  tags = { Name = "web to db" }
}

# tiers.web: AWS APIs and HTTPS services; packages came with the image, so there is no port 80.
# Amazon's DNS and time servers are reached whatever a security group says.
resource "aws_vpc_security_group_egress_rule" "web_to_internet_443" {
  security_group_id = aws_security_group.web.id
  description       = "web to internet"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "web to internet" }
}

# images.guestbook: the name ends in a digest of the recipe, so a changed recipe is another image
data "aws_ami" "guestbook" {
  count = var.guestbook_image_id == null ? 1 : 0

  owners = ["self"]

  filter {
    name   = "name"
    values = ["guestbook-cd8dfd6c52d4"]
  }

  filter {
    name   = "state"
    values = ["available"]
  }
}

# tiers.web.image
locals {
  guestbook_image_id = coalesce(var.guestbook_image_id, one(data.aws_ami.guestbook[*].id))
}

# tiers.web.env, tiers.web.services: what a machine learns at boot. Secrets go by ARN only.
locals {
  web_values = {
    stack  = "guestbook"
    tier   = "web"
    region = local.region
    group  = "guestbook"
    roles  = ["app"]
    logs   = { group = aws_cloudwatch_log_group.web.name }
    environment = [
      {
        name = "DATABASE_URL"
        parts = [
          "postgres://guestbook:",
          { secret = aws_db_instance.db.master_user_secret[0].secret_arn, key = "password", encode = "url" },
          "@",
          aws_db_instance.db.address,
          ":5432/guestbook?sslmode=require",
        ]
      },
      {
        name  = "SESSION_KEY"
        parts = [{ secret = aws_secretsmanager_secret.session_key.arn }]
      },
    ]
  }
}

# tiers.web
resource "aws_launch_template" "web" {
  name                   = "guestbook-web"
  description            = "guestbook web machines"
  update_default_version = true

  image_id               = local.guestbook_image_id
  instance_type          = "t3.small"
  vpc_security_group_ids = [aws_security_group.web.id]
  user_data = base64encode(templatefile("${path.module}/files/web-user-data.yaml", {
    values = jsonencode(local.web_values)
  }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.web.arn
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
    tags          = merge(local.tags, { Name = "guestbook-web" })
  }

  tag_specifications {
    resource_type = "volume"
    tags          = merge(local.tags, { Name = "guestbook-web" })
  }

  tag_specifications {
    resource_type = "network-interface"
    tags          = merge(local.tags, { Name = "guestbook-web" })
  }

  tags = { Name = "guestbook-web" }
}

# tiers.web.scale: the desired capacity is left to AWS, so that an apply never undoes scaling
resource "aws_autoscaling_group" "web" {
  name                = "guestbook-web"
  min_size            = 2
  max_size            = 4
  vpc_zone_identifier = [for subnet in aws_subnet.web : subnet.id]
  target_group_arns   = [aws_lb_target_group.web_app.arn]

  health_check_type         = "ELB"
  health_check_grace_period = 300
  min_elb_capacity          = 2
  wait_for_capacity_timeout = "15m"
  termination_policies      = ["OldestLaunchTemplate", "Default"]
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"]

  launch_template {
    id      = aws_launch_template.web.id
    version = aws_launch_template.web.latest_version
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
    value               = "guestbook-web"
    propagate_at_launch = true
  }

  tag {
    key                 = "Stack"
    value               = "guestbook"
    propagate_at_launch = true
  }

  tag {
    key                 = "Team"
    value               = "web"
    propagate_at_launch = true
  }

  # What a machine needs at its first boot, and the load balancer to find it healthy.
  depends_on = [
    aws_iam_role_policy.web,
    aws_lb_listener.front_443,
    aws_route.web_internet,
    aws_route_table_association.web,
    aws_secretsmanager_secret_version.session_key,
    aws_vpc_endpoint.s3,
    aws_vpc_security_group_egress_rule.front_to_web_8000,
    aws_vpc_security_group_egress_rule.web_to_db_5432,
    aws_vpc_security_group_egress_rule.web_to_internet_443,
    aws_vpc_security_group_ingress_rule.db_from_web_5432,
    aws_vpc_security_group_ingress_rule.web_from_front_8000,
  ]
}

# tiers.web.scale.cpu
resource "aws_autoscaling_policy" "web_cpu" {
  name                   = "guestbook-web-cpu"
  autoscaling_group_name = aws_autoscaling_group.web.name
  policy_type            = "TargetTrackingScaling"

  target_tracking_configuration {
    target_value = 60

    predefined_metric_specification {
      predefined_metric_type = "ASGAverageCPUUtilization"
    }
  }
}

# tiers.web.services: their journal
resource "aws_cloudwatch_log_group" "web" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `logs` changes it
  name              = "/guestbook/web"
  retention_in_days = 30
}

# tiers.web
resource "aws_iam_role" "web" {
  name_prefix        = "guestbook-web-"
  description        = "guestbook web machines"
  assume_role_policy = data.aws_iam_policy_document.web_assume.json
}

# tiers.web
data "aws_iam_policy_document" "web_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

# tiers.web
resource "aws_iam_role_policy" "web" {
  name   = "run-web"
  role   = aws_iam_role.web.id
  policy = data.aws_iam_policy_document.web.json
}

# tiers.web
data "aws_iam_policy_document" "web" {
  # tiers.web.settings, tiers.web.env: the secrets that they name
  statement {
    sid     = "ReadSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      aws_db_instance.db.master_user_secret[0].secret_arn,
      aws_secretsmanager_secret.session_key.arn,
    ]
  }

  # tiers.web.services: their journal
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.web.arn}:*"]
  }
}

# tiers.web: a shell through Session Manager, with no SSH port and no key pair
resource "aws_iam_role_policy_attachment" "web_session_manager" {
  role       = aws_iam_role.web.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

# tiers.web
resource "aws_iam_instance_profile" "web" {
  name_prefix = "guestbook-web-"
  role        = aws_iam_role.web.name
}
