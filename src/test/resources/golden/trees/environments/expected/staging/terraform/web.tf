# tiers.web
resource "aws_security_group" "web" {
  name_prefix = "shop-staging-web-"
  description = "shop-staging web machines"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "shop-staging-web" }

  lifecycle {
    create_before_destroy = true
  }
}

# network.nat: AWS services only
resource "aws_vpc_security_group_egress_rule" "web_to_endpoints_443" {
  security_group_id            = aws_security_group.web.id
  description                  = "web to AWS endpoints"
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443

  tags = { Name = "web to AWS endpoints" }
}

# network.nat: AWS services only
resource "aws_vpc_security_group_egress_rule" "web_to_s3_443" {
  security_group_id = aws_security_group.web.id
  description       = "web to s3"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "web to s3" }
}

# images.base: the name ends in a digest of the recipe, so a changed recipe is another image
data "aws_ami" "base" {
  count = var.base_image_id == null ? 1 : 0

  owners = ["self"]

  filter {
    name   = "name"
    values = ["base-53f2e6002345"]
  }

  filter {
    name   = "state"
    values = ["available"]
  }
}

# tiers.web.image
locals {
  base_image_id = coalesce(var.base_image_id, one(data.aws_ami.base[*].id))
}

# tiers.web.settings, tiers.web.services: what a machine learns at boot. Secrets go by ARN only.
locals {
  web_values = {
    stack  = "shop-staging"
    tier   = "web"
    region = local.region
    group  = "shop"
    roles  = ["app"]
    logs   = { group = aws_cloudwatch_log_group.web.name }
    settings = {
      file = "/srv/shop/etc/settings.json"
      json = {
        DEBUG = false
        KEY   = null
        CACHE = {
          ttl  = 60
          size = 10
        }
        HOSTS = ["a.example.org", "b.example.org"]
      }
      secrets = [
        {
          at    = ["KEY"]
          parts = [{ secret = "arn:aws:ssm:eu-central-1:${data.aws_caller_identity.current.account_id}:parameter/shop/key" }]
        },
      ]
    }
  }
}

# tiers.web
resource "aws_launch_template" "web" {
  name                   = "shop-staging-web"
  description            = "shop-staging web machines"
  update_default_version = true

  image_id               = local.base_image_id
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
    tags          = merge(local.tags, { Name = "shop-staging-web" })
  }

  tag_specifications {
    resource_type = "volume"
    tags          = merge(local.tags, { Name = "shop-staging-web" })
  }

  tag_specifications {
    resource_type = "network-interface"
    tags          = merge(local.tags, { Name = "shop-staging-web" })
  }

  tags = { Name = "shop-staging-web" }
}

# tiers.web.scale: the desired capacity is left to AWS, so that an apply never undoes scaling
resource "aws_autoscaling_group" "web" {
  name                = "shop-staging-web"
  min_size            = 1
  max_size            = 1
  vpc_zone_identifier = [for subnet in aws_subnet.web : subnet.id]

  health_check_type         = "EC2"
  health_check_grace_period = 300
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
    value               = "shop-staging-web"
    propagate_at_launch = true
  }

  tag {
    key                 = "Environment"
    value               = "Pre-production"
    propagate_at_launch = true
  }

  tag {
    key                 = "Stack"
    value               = "shop-staging"
    propagate_at_launch = true
  }

  tag {
    key                 = "Team"
    value               = "platform"
    propagate_at_launch = true
  }

  # What a machine needs at its first boot, and the load balancer to find it healthy.
  depends_on = [
    aws_iam_role_policy.web,
    aws_route_table_association.web,
    aws_vpc_endpoint.interface,
    aws_vpc_endpoint.s3,
    aws_vpc_security_group_egress_rule.web_to_endpoints_443,
    aws_vpc_security_group_egress_rule.web_to_s3_443,
    aws_vpc_security_group_ingress_rule.endpoints_from_web_443,
  ]
}

# tiers.web.services: their journal
resource "aws_cloudwatch_log_group" "web" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `logs` changes it
  name              = "/shop-staging/web"
  retention_in_days = 30
}

# tiers.web
resource "aws_iam_role" "web" {
  name_prefix        = "shop-staging-web-"
  description        = "shop-staging web machines"
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
  # tiers.web.settings, tiers.web.env: the parameters that they name
  statement {
    sid       = "ReadParameters"
    actions   = ["ssm:GetParameter"]
    resources = ["arn:aws:ssm:eu-central-1:${data.aws_caller_identity.current.account_id}:parameter/shop/key"]
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
  name_prefix = "shop-staging-web-"
  role        = aws_iam_role.web.name
}
