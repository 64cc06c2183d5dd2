# tiers.swarm
resource "aws_security_group" "swarm" {
  name_prefix = "dashboard-swarm-"
  description = "dashboard swarm machines"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "dashboard-swarm" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.lb.listen: to swarm.dash-front
resource "aws_vpc_security_group_ingress_rule" "swarm_from_lb_5000" {
  security_group_id            = aws_security_group.swarm.id
  description                  = "lb to swarm"
  referenced_security_group_id = aws_security_group.lb.id
  ip_protocol                  = "tcp"
  from_port                    = 5000
  to_port                      = 5000

  tags = { Name = "lb to swarm" }
}

# tiers.swarm.managers: joining, and what managers agree on
resource "aws_vpc_security_group_ingress_rule" "swarm_from_swarm_2377" {
  security_group_id            = aws_security_group.swarm.id
  description                  = "swarm to swarm"
  referenced_security_group_id = aws_security_group.swarm.id
  ip_protocol                  = "tcp"
  from_port                    = 2377
  to_port                      = 2377

  tags = { Name = "swarm to swarm" }
}

# tiers.swarm.managers: the network between containers
resource "aws_vpc_security_group_ingress_rule" "swarm_from_swarm_4789_udp" {
  security_group_id            = aws_security_group.swarm.id
  description                  = "swarm to swarm"
  referenced_security_group_id = aws_security_group.swarm.id
  ip_protocol                  = "udp"
  from_port                    = 4789
  to_port                      = 4789

  tags = { Name = "swarm to swarm" }
}

# tiers.swarm.managers: who is there
resource "aws_vpc_security_group_ingress_rule" "swarm_from_swarm_7946" {
  security_group_id            = aws_security_group.swarm.id
  description                  = "swarm to swarm"
  referenced_security_group_id = aws_security_group.swarm.id
  ip_protocol                  = "tcp"
  from_port                    = 7946
  to_port                      = 7946

  tags = { Name = "swarm to swarm" }
}

# tiers.swarm.managers: who is there
resource "aws_vpc_security_group_ingress_rule" "swarm_from_swarm_7946_udp" {
  security_group_id            = aws_security_group.swarm.id
  description                  = "swarm to swarm"
  referenced_security_group_id = aws_security_group.swarm.id
  ip_protocol                  = "udp"
  from_port                    = 7946
  to_port                      = 7946

  tags = { Name = "swarm to swarm" }
}

# tiers.db.used_by
resource "aws_vpc_security_group_egress_rule" "swarm_to_db_5432" {
  security_group_id            = aws_security_group.swarm.id
  description                  = "swarm to db"
  referenced_security_group_id = aws_security_group.db.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432

  tags = { Name = "swarm to db" }
}

# tiers.swarm: AWS APIs and HTTPS services; packages came with the image, so there is no port 80.
# Amazon's DNS and time servers are reached whatever a security group says.
resource "aws_vpc_security_group_egress_rule" "swarm_to_internet_443" {
  security_group_id = aws_security_group.swarm.id
  description       = "swarm to internet"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "swarm to internet" }
}

# tiers.swarm.managers: joining, and what managers agree on
resource "aws_vpc_security_group_egress_rule" "swarm_to_swarm_2377" {
  security_group_id            = aws_security_group.swarm.id
  description                  = "swarm to swarm"
  referenced_security_group_id = aws_security_group.swarm.id
  ip_protocol                  = "tcp"
  from_port                    = 2377
  to_port                      = 2377

  tags = { Name = "swarm to swarm" }
}

# tiers.swarm.managers: the network between containers
resource "aws_vpc_security_group_egress_rule" "swarm_to_swarm_4789_udp" {
  security_group_id            = aws_security_group.swarm.id
  description                  = "swarm to swarm"
  referenced_security_group_id = aws_security_group.swarm.id
  ip_protocol                  = "udp"
  from_port                    = 4789
  to_port                      = 4789

  tags = { Name = "swarm to swarm" }
}

# tiers.swarm.managers: who is there
resource "aws_vpc_security_group_egress_rule" "swarm_to_swarm_7946" {
  security_group_id            = aws_security_group.swarm.id
  description                  = "swarm to swarm"
  referenced_security_group_id = aws_security_group.swarm.id
  ip_protocol                  = "tcp"
  from_port                    = 7946
  to_port                      = 7946

  tags = { Name = "swarm to swarm" }
}

# tiers.swarm.managers: who is there
resource "aws_vpc_security_group_egress_rule" "swarm_to_swarm_7946_udp" {
  security_group_id            = aws_security_group.swarm.id
  description                  = "swarm to swarm"
  referenced_security_group_id = aws_security_group.swarm.id
  ip_protocol                  = "udp"
  from_port                    = 7946
  to_port                      = 7946

  tags = { Name = "swarm to swarm" }
}

# images.webworker: the name ends in a digest of the recipe, so a changed recipe is another image
data "aws_ami" "webworker" {
  count = var.webworker_image_id == null ? 1 : 0

  owners = ["self"]

  filter {
    name   = "name"
    values = ["webworker-1459b07223cf"]
  }

  filter {
    name   = "state"
    values = ["available"]
  }
}

# tiers.swarm.image
locals {
  webworker_image_id = coalesce(var.webworker_image_id, one(data.aws_ami.webworker[*].id))
}

# tiers.swarm.managers: what a machine learns at boot. Secrets go by ARN only.
locals {
  swarm_managers_values = {
    stack  = "dashboard"
    tier   = "swarm"
    region = local.region
    group  = "root"
    roles  = []
    swarm = {
      role          = "manager"
      parameters    = "/dashboard/swarm/swarm"
      group         = "dashboard-swarm-managers"
      hook          = "dashboard-swarm-managers-leave"
      groups        = ["dashboard-swarm-managers", "dashboard-swarm-workers"]
      manager_group = "dashboard-swarm-managers"
      election      = { table = aws_dynamodb_table.leases.name, key = "swarm/swarm" }
      pool          = "10.200.0.0/16"
    }
    deploy = {
      name   = "dashboard"
      folder = "/etc/dashboard/swarm"
      secrets = {
        aws_db = {
          parts = [{ secret = aws_db_instance.db.master_user_secret[0].secret_arn, key = "password" }]
        }
        load-db-owner = {
          parts = [{ secret = aws_db_instance.db.master_user_secret[0].secret_arn, key = "password" }]
        }
      }
      configs = {
        aws_db_host  = { parts = [aws_db_instance.db.address] }
        load-db-host = { parts = [aws_db_instance.db.address] }
      }
      registries = {
        "docker.io" = {
          user     = "example"
          password = { parts = [{ secret = data.aws_secretsmanager_secret.docker_hub.arn }] }
        }
      }
      own_registry = "${data.aws_caller_identity.current.account_id}.dkr.ecr.us-east-1.amazonaws.com"
      pull         = { from = "s3://example-dashboard/dashboard.tar.gz" }
    }
    logs = { group = aws_cloudwatch_log_group.swarm.name }
  }
}

# tiers.swarm
resource "aws_launch_template" "swarm_managers" {
  name                   = "dashboard-swarm-managers"
  description            = "dashboard swarm managers"
  update_default_version = true

  image_id               = local.webworker_image_id
  instance_type          = "t3.small"
  vpc_security_group_ids = [aws_security_group.swarm.id]
  user_data = base64encode(templatefile("${path.module}/files/swarm-managers-user-data.yaml", {
    values = jsonencode(local.swarm_managers_values)
  }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.swarm_managers.arn
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
    tags          = merge(local.tags, { Name = "dashboard-swarm-managers" })
  }

  tag_specifications {
    resource_type = "volume"
    tags          = merge(local.tags, { Name = "dashboard-swarm-managers" })
  }

  tag_specifications {
    resource_type = "network-interface"
    tags          = merge(local.tags, { Name = "dashboard-swarm-managers" })
  }

  tags = { Name = "dashboard-swarm-managers" }
}

# tiers.swarm.managers: the desired capacity is left to AWS, so that an apply never undoes scaling
resource "aws_autoscaling_group" "swarm_managers" {
  name                = "dashboard-swarm-managers"
  min_size            = 3
  max_size            = 3
  vpc_zone_identifier = [for subnet in aws_subnet.swarm : subnet.id]

  # Containers are replaced by the swarm, by their own checks.
  health_check_type         = "EC2"
  health_check_grace_period = 300
  wait_for_capacity_timeout = "15m"
  termination_policies      = ["OldestLaunchTemplate", "Default"]
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"]

  launch_template {
    id      = aws_launch_template.swarm_managers.id
    version = aws_launch_template.swarm_managers.latest_version
  }

  # A new machine is healthy before an old one goes, also when the group has one machine only.
  instance_maintenance_policy {
    min_healthy_percentage = 100
    max_healthy_percentage = 134
  }

  # A new launch template version replaces the machines; if the new ones stay
  # unhealthy, the old version comes back.
  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 100
      max_healthy_percentage = 134
      auto_rollback          = true
      skip_matching          = true
      instance_warmup        = 300
    }
  }

  # A machine that is to end hands its containers over and leaves first.
  initial_lifecycle_hook {
    name                 = "dashboard-swarm-managers-leave"
    lifecycle_transition = "autoscaling:EC2_INSTANCE_TERMINATING"
    heartbeat_timeout    = 900
    default_result       = "CONTINUE"
  }

  tag {
    key                 = "Name"
    value               = "dashboard-swarm-managers"
    propagate_at_launch = true
  }

  tag {
    key                 = "Stack"
    value               = "dashboard"
    propagate_at_launch = true
  }

  # What a machine needs at its first boot, and the load balancer to find it healthy.
  depends_on = [
    aws_iam_role_policy.swarm_managers,
    aws_route.swarm_internet,
    aws_route_table_association.swarm,
    aws_vpc_endpoint.dynamodb,
    aws_vpc_endpoint.s3,
    aws_vpc_security_group_egress_rule.lb_to_swarm_5000,
    aws_vpc_security_group_egress_rule.swarm_to_db_5432,
    aws_vpc_security_group_egress_rule.swarm_to_internet_443,
    aws_vpc_security_group_egress_rule.swarm_to_swarm_2377,
    aws_vpc_security_group_egress_rule.swarm_to_swarm_4789_udp,
    aws_vpc_security_group_egress_rule.swarm_to_swarm_7946,
    aws_vpc_security_group_egress_rule.swarm_to_swarm_7946_udp,
    aws_vpc_security_group_ingress_rule.db_from_swarm_5432,
    aws_vpc_security_group_ingress_rule.swarm_from_lb_5000,
    aws_vpc_security_group_ingress_rule.swarm_from_swarm_2377,
    aws_vpc_security_group_ingress_rule.swarm_from_swarm_4789_udp,
    aws_vpc_security_group_ingress_rule.swarm_from_swarm_7946,
    aws_vpc_security_group_ingress_rule.swarm_from_swarm_7946_udp,
  ]
}

# tiers.swarm.managers: whoever holds the lease runs it
resource "aws_dynamodb_table" "leases" {
  #checkov:skip=CKV_AWS_28:a lease lives for a minute; there is nothing to restore
  #checkov:skip=CKV_AWS_119:encrypted with the key DynamoDB owns; a lease holds no secret
  name         = "dashboard-leases"
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

  tags = { Name = "dashboard-leases" }
}

# tiers.swarm.services: their journal
resource "aws_cloudwatch_log_group" "swarm" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `logs` changes it
  name              = "/dashboard/swarm"
  retention_in_days = 30
}

# tiers.swarm
resource "aws_iam_role" "swarm_managers" {
  name_prefix        = "dashboard-swarm-managers-"
  description        = "dashboard swarm managers"
  assume_role_policy = data.aws_iam_policy_document.swarm_managers_assume.json
}

# tiers.swarm
data "aws_iam_policy_document" "swarm_managers_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

# tiers.swarm
resource "aws_iam_role_policy" "swarm_managers" {
  name   = "run-swarm-managers"
  role   = aws_iam_role.swarm_managers.id
  policy = data.aws_iam_policy_document.swarm_managers.json
}

# tiers.swarm
data "aws_iam_policy_document" "swarm_managers" {
  # tiers.swarm.services, tiers.swarm.registries: the secrets that they name
  statement {
    sid     = "ReadSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      aws_db_instance.db.master_user_secret[0].secret_arn,
      data.aws_secretsmanager_secret.docker_hub.arn,
    ]
  }

  # tiers.swarm.services: their journal
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.swarm.arn}:*"]
  }

  # tiers.swarm.managers
  statement {
    sid       = "HoldLeases"
    actions   = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.leases.arn]
  }

  # tiers.swarm.managers: who leads, and how others join
  statement {
    sid     = "LeadSwarm"
    actions = ["ssm:DeleteParameter", "ssm:GetParameter", "ssm:GetParametersByPath", "ssm:PutParameter"]
    resources = [
      "arn:aws:ssm:us-east-1:${data.aws_caller_identity.current.account_id}:parameter/dashboard/swarm/swarm",
      "arn:aws:ssm:us-east-1:${data.aws_caller_identity.current.account_id}:parameter/dashboard/swarm/swarm/*",
    ]
  }

  # tiers.swarm.managers: which of the machines are still there; AWS lets nobody ask for some
  statement {
    sid       = "FindMachines"
    actions   = ["autoscaling:DescribeAutoScalingGroups", "ec2:DescribeInstances"]
    resources = ["*"]
  }

  # tiers.swarm.services: their images
  statement {
    sid       = "LogIn"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  # tiers.swarm.services: their images
  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["arn:aws:ecr:us-east-1:${data.aws_caller_identity.current.account_id}:repository/dashboard/dash-front"]
  }

  # tiers.swarm.deploy.from
  statement {
    sid       = "ReadStackFile"
    actions   = ["s3:GetObject", "s3:GetObjectVersion"]
    resources = ["arn:aws:s3:::example-dashboard/dashboard.tar.gz"]
  }

  # tiers.swarm: a machine that is to end is held back until it has left
  statement {
    sid       = "LeaveSwarm"
    actions   = ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"]
    resources = ["arn:aws:autoscaling:us-east-1:${data.aws_caller_identity.current.account_id}:autoScalingGroup:*:autoScalingGroupName/dashboard-swarm-managers"]
  }
}

# tiers.swarm: a shell through Session Manager, with no SSH port and no key pair
resource "aws_iam_role_policy_attachment" "swarm_managers_session_manager" {
  role       = aws_iam_role.swarm_managers.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

# tiers.swarm
resource "aws_iam_instance_profile" "swarm_managers" {
  name_prefix = "dashboard-swarm-managers-"
  role        = aws_iam_role.swarm_managers.name
}

# tiers.swarm.workers: what a machine learns at boot. Secrets go by ARN only.
locals {
  swarm_workers_values = {
    stack  = "dashboard"
    tier   = "swarm"
    region = local.region
    group  = "root"
    roles  = []
    swarm = {
      role       = "worker"
      parameters = "/dashboard/swarm/swarm"
      group      = "dashboard-swarm-workers"
      hook       = "dashboard-swarm-workers-leave"
    }
    logs = { group = aws_cloudwatch_log_group.swarm.name }
  }
}

# tiers.swarm
resource "aws_launch_template" "swarm_workers" {
  name                   = "dashboard-swarm-workers"
  description            = "dashboard swarm workers"
  update_default_version = true

  image_id               = local.webworker_image_id
  instance_type          = "t3.small"
  vpc_security_group_ids = [aws_security_group.swarm.id]
  user_data = base64encode(templatefile("${path.module}/files/swarm-workers-user-data.yaml", {
    values = jsonencode(local.swarm_workers_values)
  }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.swarm_workers.arn
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
    tags          = merge(local.tags, { Name = "dashboard-swarm-workers" })
  }

  tag_specifications {
    resource_type = "volume"
    tags          = merge(local.tags, { Name = "dashboard-swarm-workers" })
  }

  tag_specifications {
    resource_type = "network-interface"
    tags          = merge(local.tags, { Name = "dashboard-swarm-workers" })
  }

  tags = { Name = "dashboard-swarm-workers" }
}

# tiers.swarm.workers: the desired capacity is left to AWS, so that an apply never undoes scaling
resource "aws_autoscaling_group" "swarm_workers" {
  name                = "dashboard-swarm-workers"
  min_size            = 1
  max_size            = 3
  vpc_zone_identifier = [for subnet in aws_subnet.swarm : subnet.id]
  target_group_arns   = [aws_lb_target_group.swarm_dash_front.arn]

  # Containers are replaced by the swarm, by their own checks.
  health_check_type         = "EC2"
  health_check_grace_period = 300
  wait_for_capacity_timeout = "15m"
  termination_policies      = ["OldestLaunchTemplate", "Default"]
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"]

  launch_template {
    id      = aws_launch_template.swarm_workers.id
    version = aws_launch_template.swarm_workers.latest_version
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
      instance_warmup        = 300
    }
  }

  # A machine that is to end hands its containers over and leaves first.
  initial_lifecycle_hook {
    name                 = "dashboard-swarm-workers-leave"
    lifecycle_transition = "autoscaling:EC2_INSTANCE_TERMINATING"
    heartbeat_timeout    = 900
    default_result       = "CONTINUE"
  }

  tag {
    key                 = "Name"
    value               = "dashboard-swarm-workers"
    propagate_at_launch = true
  }

  tag {
    key                 = "Stack"
    value               = "dashboard"
    propagate_at_launch = true
  }

  # What a machine needs at its first boot, and the load balancer to find it healthy.
  depends_on = [
    aws_iam_role_policy.swarm_workers,
    aws_lb_listener.lb_80,
    aws_route.swarm_internet,
    aws_route_table_association.swarm,
    aws_vpc_endpoint.dynamodb,
    aws_vpc_endpoint.s3,
    aws_vpc_security_group_egress_rule.lb_to_swarm_5000,
    aws_vpc_security_group_egress_rule.swarm_to_db_5432,
    aws_vpc_security_group_egress_rule.swarm_to_internet_443,
    aws_vpc_security_group_egress_rule.swarm_to_swarm_2377,
    aws_vpc_security_group_egress_rule.swarm_to_swarm_4789_udp,
    aws_vpc_security_group_egress_rule.swarm_to_swarm_7946,
    aws_vpc_security_group_egress_rule.swarm_to_swarm_7946_udp,
    aws_vpc_security_group_ingress_rule.db_from_swarm_5432,
    aws_vpc_security_group_ingress_rule.swarm_from_lb_5000,
    aws_vpc_security_group_ingress_rule.swarm_from_swarm_2377,
    aws_vpc_security_group_ingress_rule.swarm_from_swarm_4789_udp,
    aws_vpc_security_group_ingress_rule.swarm_from_swarm_7946,
    aws_vpc_security_group_ingress_rule.swarm_from_swarm_7946_udp,
  ]
}

# tiers.swarm.workers.cpu
resource "aws_autoscaling_policy" "swarm_workers_cpu" {
  name                   = "dashboard-swarm-workers-cpu"
  autoscaling_group_name = aws_autoscaling_group.swarm_workers.name
  policy_type            = "TargetTrackingScaling"

  target_tracking_configuration {
    target_value = 60

    predefined_metric_specification {
      predefined_metric_type = "ASGAverageCPUUtilization"
    }
  }
}

# tiers.swarm
resource "aws_iam_role" "swarm_workers" {
  name_prefix        = "dashboard-swarm-workers-"
  description        = "dashboard swarm workers"
  assume_role_policy = data.aws_iam_policy_document.swarm_workers_assume.json
}

# tiers.swarm
data "aws_iam_policy_document" "swarm_workers_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

# tiers.swarm
resource "aws_iam_role_policy" "swarm_workers" {
  name   = "run-swarm-workers"
  role   = aws_iam_role.swarm_workers.id
  policy = data.aws_iam_policy_document.swarm_workers.json
}

# tiers.swarm
data "aws_iam_policy_document" "swarm_workers" {
  # tiers.swarm.services: their journal
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.swarm.arn}:*"]
  }

  # tiers.swarm.workers: how to join
  statement {
    sid     = "JoinSwarm"
    actions = ["ssm:GetParameter"]
    resources = [
      "arn:aws:ssm:us-east-1:${data.aws_caller_identity.current.account_id}:parameter/dashboard/swarm/swarm/cluster",
      "arn:aws:ssm:us-east-1:${data.aws_caller_identity.current.account_id}:parameter/dashboard/swarm/swarm/tokens/worker",
    ]
  }

  # tiers.swarm.workers: whom to join
  statement {
    sid     = "FindManagers"
    actions = ["ssm:GetParametersByPath"]
    resources = [
      "arn:aws:ssm:us-east-1:${data.aws_caller_identity.current.account_id}:parameter/dashboard/swarm/swarm/managers",
      "arn:aws:ssm:us-east-1:${data.aws_caller_identity.current.account_id}:parameter/dashboard/swarm/swarm/managers/*",
    ]
  }

  # tiers.swarm: a machine that is to end is held back until it has left
  statement {
    sid       = "LeaveSwarm"
    actions   = ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"]
    resources = ["arn:aws:autoscaling:us-east-1:${data.aws_caller_identity.current.account_id}:autoScalingGroup:*:autoScalingGroupName/dashboard-swarm-workers"]
  }
}

# tiers.swarm: a shell through Session Manager, with no SSH port and no key pair
resource "aws_iam_role_policy_attachment" "swarm_workers_session_manager" {
  role       = aws_iam_role.swarm_workers.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

# tiers.swarm
resource "aws_iam_instance_profile" "swarm_workers" {
  name_prefix = "dashboard-swarm-workers-"
  role        = aws_iam_role.swarm_workers.name
}

# tiers.swarm.services.dash-front.build
# AWS deletes no repository with images in it: somebody has to empty it first.
resource "aws_ecr_repository" "swarm_dash_front" {
  name = "dashboard/dash-front"

  # A tag is a hash of what was built, and stands for nothing else ever.
  image_tag_mutability = "IMMUTABLE"

  tags = { Name = "dashboard/dash-front" }

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
  }
}

# tiers.swarm.services.dash-front.build, tiers.swarm.keep
# ECR counts what was pushed and does not know what runs: that stays as long as fewer
# newer images than are kept have been pushed and not released.
resource "aws_ecr_lifecycle_policy" "swarm_dash_front" {
  repository = aws_ecr_repository.swarm_dash_front.name
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "without a tag: nobody can ask for it"
        selection = {
          tagStatus   = "untagged"
          countType   = "sinceImagePushed"
          countUnit   = "days"
          countNumber = 1
        }
        action = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "more than are kept, the oldest first"
        selection = {
          tagStatus   = "any"
          countType   = "imageCountMoreThan"
          countNumber = 10
        }
        action = { type = "expire" }
      },
    ]
  })
}
