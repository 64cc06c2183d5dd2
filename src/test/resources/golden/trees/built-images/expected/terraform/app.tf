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

# tiers.app.managers: joining, and what managers agree on
resource "aws_vpc_security_group_ingress_rule" "app_from_app_2377" {
  security_group_id            = aws_security_group.app.id
  description                  = "app to app"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 2377
  to_port                      = 2377

  tags = { Name = "app to app" }
}

# tiers.app.managers: the network between containers
resource "aws_vpc_security_group_ingress_rule" "app_from_app_4789_udp" {
  security_group_id            = aws_security_group.app.id
  description                  = "app to app"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "udp"
  from_port                    = 4789
  to_port                      = 4789

  tags = { Name = "app to app" }
}

# tiers.app.managers: who is there
resource "aws_vpc_security_group_ingress_rule" "app_from_app_7946" {
  security_group_id            = aws_security_group.app.id
  description                  = "app to app"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 7946
  to_port                      = 7946

  tags = { Name = "app to app" }
}

# tiers.app.managers: who is there
resource "aws_vpc_security_group_ingress_rule" "app_from_app_7946_udp" {
  security_group_id            = aws_security_group.app.id
  description                  = "app to app"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "udp"
  from_port                    = 7946
  to_port                      = 7946

  tags = { Name = "app to app" }
}

# tiers.app.managers: joining, and what managers agree on
resource "aws_vpc_security_group_egress_rule" "app_to_app_2377" {
  security_group_id            = aws_security_group.app.id
  description                  = "app to app"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 2377
  to_port                      = 2377

  tags = { Name = "app to app" }
}

# tiers.app.managers: the network between containers
resource "aws_vpc_security_group_egress_rule" "app_to_app_4789_udp" {
  security_group_id            = aws_security_group.app.id
  description                  = "app to app"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "udp"
  from_port                    = 4789
  to_port                      = 4789

  tags = { Name = "app to app" }
}

# tiers.app.managers: who is there
resource "aws_vpc_security_group_egress_rule" "app_to_app_7946" {
  security_group_id            = aws_security_group.app.id
  description                  = "app to app"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 7946
  to_port                      = 7946

  tags = { Name = "app to app" }
}

# tiers.app.managers: who is there
resource "aws_vpc_security_group_egress_rule" "app_to_app_7946_udp" {
  security_group_id            = aws_security_group.app.id
  description                  = "app to app"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "udp"
  from_port                    = 7946
  to_port                      = 7946

  tags = { Name = "app to app" }
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

# images.docker: the name ends in a digest of the recipe, so a changed recipe is another image
data "aws_ami" "docker" {
  count = var.docker_image_id == null ? 1 : 0

  owners = ["self"]

  filter {
    name   = "name"
    values = ["docker-4eae0729ab51"]
  }

  filter {
    name   = "state"
    values = ["available"]
  }
}

# tiers.app.image
locals {
  docker_image_id = coalesce(var.docker_image_id, one(data.aws_ami.docker[*].id))
}

# tiers.app.managers: what a machine learns at boot. Secrets go by ARN only.
locals {
  app_managers_values = {
    stack  = "shop"
    tier   = "app"
    region = local.region
    group  = "root"
    roles  = []
    swarm = {
      role          = "manager"
      parameters    = "/shop/app/swarm"
      group         = "shop-app-managers"
      hook          = "shop-app-managers-leave"
      groups        = ["shop-app-managers", "shop-app-workers"]
      manager_group = "shop-app-managers"
      election      = { table = aws_dynamodb_table.leases.name, key = "swarm/app" }
      pool          = "10.200.0.0/16"
    }
    deploy = {
      name    = "shop"
      folder  = "/etc/shop/swarm"
      secrets = {}
      configs = {}
      registries = {
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com" = { ecr = "eu-central-1" }
      }
      own_registry = "${data.aws_caller_identity.current.account_id}.dkr.ecr.eu-west-1.amazonaws.com"
    }
    logs = { group = aws_cloudwatch_log_group.app.name }
  }
}

# tiers.app
resource "aws_launch_template" "app_managers" {
  name                   = "shop-app-managers"
  description            = "shop app managers"
  update_default_version = true

  image_id               = local.docker_image_id
  instance_type          = "t3.small"
  vpc_security_group_ids = [aws_security_group.app.id]
  user_data = base64encode(templatefile("${path.module}/files/app-managers-user-data.yaml", {
    values = jsonencode(local.app_managers_values)
  }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.app_managers.arn
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
    tags          = merge(local.tags, { Name = "shop-app-managers" })
  }

  tag_specifications {
    resource_type = "volume"
    tags          = merge(local.tags, { Name = "shop-app-managers" })
  }

  tag_specifications {
    resource_type = "network-interface"
    tags          = merge(local.tags, { Name = "shop-app-managers" })
  }

  tags = { Name = "shop-app-managers" }
}

# tiers.app.managers: the desired capacity is left to AWS, so that an apply never undoes scaling
resource "aws_autoscaling_group" "app_managers" {
  name                = "shop-app-managers"
  min_size            = 3
  max_size            = 3
  vpc_zone_identifier = [for subnet in aws_subnet.app : subnet.id]

  # Containers are replaced by the swarm, by their own checks.
  health_check_type         = "EC2"
  health_check_grace_period = 300
  wait_for_capacity_timeout = "15m"
  termination_policies      = ["OldestLaunchTemplate", "Default"]
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"]

  launch_template {
    id      = aws_launch_template.app_managers.id
    version = aws_launch_template.app_managers.latest_version
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
    name                 = "shop-app-managers-leave"
    lifecycle_transition = "autoscaling:EC2_INSTANCE_TERMINATING"
    heartbeat_timeout    = 900
    default_result       = "CONTINUE"
  }

  tag {
    key                 = "Name"
    value               = "shop-app-managers"
    propagate_at_launch = true
  }

  tag {
    key                 = "Stack"
    value               = "shop"
    propagate_at_launch = true
  }

  # What a machine needs at its first boot, and the load balancer to find it healthy.
  depends_on = [
    aws_iam_role_policy.app_managers,
    aws_route.app_internet,
    aws_route_table_association.app,
    aws_vpc_endpoint.dynamodb,
    aws_vpc_endpoint.s3,
    aws_vpc_security_group_egress_rule.app_to_app_2377,
    aws_vpc_security_group_egress_rule.app_to_app_4789_udp,
    aws_vpc_security_group_egress_rule.app_to_app_7946,
    aws_vpc_security_group_egress_rule.app_to_app_7946_udp,
    aws_vpc_security_group_egress_rule.app_to_internet_443,
    aws_vpc_security_group_ingress_rule.app_from_app_2377,
    aws_vpc_security_group_ingress_rule.app_from_app_4789_udp,
    aws_vpc_security_group_ingress_rule.app_from_app_7946,
    aws_vpc_security_group_ingress_rule.app_from_app_7946_udp,
  ]
}

# tiers.app.managers: whoever holds the lease runs it
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

# tiers.app.services: their journal
resource "aws_cloudwatch_log_group" "app" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `logs` changes it
  name              = "/shop/app"
  retention_in_days = 30
}

# tiers.app
resource "aws_iam_role" "app_managers" {
  name_prefix        = "shop-app-managers-"
  description        = "shop app managers"
  assume_role_policy = data.aws_iam_policy_document.app_managers_assume.json
}

# tiers.app
data "aws_iam_policy_document" "app_managers_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

# tiers.app
resource "aws_iam_role_policy" "app_managers" {
  name   = "run-app-managers"
  role   = aws_iam_role.app_managers.id
  policy = data.aws_iam_policy_document.app_managers.json
}

# tiers.app
data "aws_iam_policy_document" "app_managers" {
  # tiers.app.services: their journal
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.app.arn}:*"]
  }

  # tiers.app.managers
  statement {
    sid       = "HoldLeases"
    actions   = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.leases.arn]
  }

  # tiers.app.managers: who leads, and how others join
  statement {
    sid     = "LeadSwarm"
    actions = ["ssm:DeleteParameter", "ssm:GetParameter", "ssm:GetParametersByPath", "ssm:PutParameter"]
    resources = [
      "arn:aws:ssm:eu-west-1:${data.aws_caller_identity.current.account_id}:parameter/shop/app/swarm",
      "arn:aws:ssm:eu-west-1:${data.aws_caller_identity.current.account_id}:parameter/shop/app/swarm/*",
    ]
  }

  # tiers.app.managers: which of the machines are still there; AWS lets nobody ask for some
  statement {
    sid       = "FindMachines"
    actions   = ["autoscaling:DescribeAutoScalingGroups", "ec2:DescribeInstances"]
    resources = ["*"]
  }

  # tiers.app.services: their images
  statement {
    sid       = "LogIn"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  # tiers.app.services: their images
  statement {
    sid     = "PullImages"
    actions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [
      "arn:aws:ecr:eu-west-1:${data.aws_caller_identity.current.account_id}:repository/shop/back",
      "arn:aws:ecr:eu-west-1:${data.aws_caller_identity.current.account_id}:repository/shop/front",
      "arn:aws:ecr:eu-central-1:123456789012:repository/*",
    ]
  }

  # tiers.app: a machine that is to end is held back until it has left
  statement {
    sid       = "LeaveSwarm"
    actions   = ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"]
    resources = ["arn:aws:autoscaling:eu-west-1:${data.aws_caller_identity.current.account_id}:autoScalingGroup:*:autoScalingGroupName/shop-app-managers"]
  }
}

# tiers.app: a shell through Session Manager, with no SSH port and no key pair
resource "aws_iam_role_policy_attachment" "app_managers_session_manager" {
  role       = aws_iam_role.app_managers.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

# tiers.app
resource "aws_iam_instance_profile" "app_managers" {
  name_prefix = "shop-app-managers-"
  role        = aws_iam_role.app_managers.name
}

# tiers.app.workers: what a machine learns at boot. Secrets go by ARN only.
locals {
  app_workers_values = {
    stack  = "shop"
    tier   = "app"
    region = local.region
    group  = "root"
    roles  = []
    swarm = {
      role       = "worker"
      parameters = "/shop/app/swarm"
      group      = "shop-app-workers"
      hook       = "shop-app-workers-leave"
    }
    logs = { group = aws_cloudwatch_log_group.app.name }
  }
}

# tiers.app
resource "aws_launch_template" "app_workers" {
  name                   = "shop-app-workers"
  description            = "shop app workers"
  update_default_version = true

  image_id               = local.docker_image_id
  instance_type          = "t3.small"
  vpc_security_group_ids = [aws_security_group.app.id]
  user_data = base64encode(templatefile("${path.module}/files/app-workers-user-data.yaml", {
    values = jsonencode(local.app_workers_values)
  }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.app_workers.arn
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
    tags          = merge(local.tags, { Name = "shop-app-workers" })
  }

  tag_specifications {
    resource_type = "volume"
    tags          = merge(local.tags, { Name = "shop-app-workers" })
  }

  tag_specifications {
    resource_type = "network-interface"
    tags          = merge(local.tags, { Name = "shop-app-workers" })
  }

  tags = { Name = "shop-app-workers" }
}

# tiers.app.workers: the desired capacity is left to AWS, so that an apply never undoes scaling
resource "aws_autoscaling_group" "app_workers" {
  name                = "shop-app-workers"
  min_size            = 2
  max_size            = 2
  vpc_zone_identifier = [for subnet in aws_subnet.app : subnet.id]

  # Containers are replaced by the swarm, by their own checks.
  health_check_type         = "EC2"
  health_check_grace_period = 300
  wait_for_capacity_timeout = "15m"
  termination_policies      = ["OldestLaunchTemplate", "Default"]
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"]

  launch_template {
    id      = aws_launch_template.app_workers.id
    version = aws_launch_template.app_workers.latest_version
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
    name                 = "shop-app-workers-leave"
    lifecycle_transition = "autoscaling:EC2_INSTANCE_TERMINATING"
    heartbeat_timeout    = 900
    default_result       = "CONTINUE"
  }

  tag {
    key                 = "Name"
    value               = "shop-app-workers"
    propagate_at_launch = true
  }

  tag {
    key                 = "Stack"
    value               = "shop"
    propagate_at_launch = true
  }

  # What a machine needs at its first boot, and the load balancer to find it healthy.
  depends_on = [
    aws_iam_role_policy.app_workers,
    aws_route.app_internet,
    aws_route_table_association.app,
    aws_vpc_endpoint.dynamodb,
    aws_vpc_endpoint.s3,
    aws_vpc_security_group_egress_rule.app_to_app_2377,
    aws_vpc_security_group_egress_rule.app_to_app_4789_udp,
    aws_vpc_security_group_egress_rule.app_to_app_7946,
    aws_vpc_security_group_egress_rule.app_to_app_7946_udp,
    aws_vpc_security_group_egress_rule.app_to_internet_443,
    aws_vpc_security_group_ingress_rule.app_from_app_2377,
    aws_vpc_security_group_ingress_rule.app_from_app_4789_udp,
    aws_vpc_security_group_ingress_rule.app_from_app_7946,
    aws_vpc_security_group_ingress_rule.app_from_app_7946_udp,
  ]
}

# tiers.app
resource "aws_iam_role" "app_workers" {
  name_prefix        = "shop-app-workers-"
  description        = "shop app workers"
  assume_role_policy = data.aws_iam_policy_document.app_workers_assume.json
}

# tiers.app
data "aws_iam_policy_document" "app_workers_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

# tiers.app
resource "aws_iam_role_policy" "app_workers" {
  name   = "run-app-workers"
  role   = aws_iam_role.app_workers.id
  policy = data.aws_iam_policy_document.app_workers.json
}

# tiers.app
data "aws_iam_policy_document" "app_workers" {
  # tiers.app.services: their journal
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.app.arn}:*"]
  }

  # tiers.app.workers: how to join
  statement {
    sid     = "JoinSwarm"
    actions = ["ssm:GetParameter"]
    resources = [
      "arn:aws:ssm:eu-west-1:${data.aws_caller_identity.current.account_id}:parameter/shop/app/swarm/cluster",
      "arn:aws:ssm:eu-west-1:${data.aws_caller_identity.current.account_id}:parameter/shop/app/swarm/tokens/worker",
    ]
  }

  # tiers.app.workers: whom to join
  statement {
    sid     = "FindManagers"
    actions = ["ssm:GetParametersByPath"]
    resources = [
      "arn:aws:ssm:eu-west-1:${data.aws_caller_identity.current.account_id}:parameter/shop/app/swarm/managers",
      "arn:aws:ssm:eu-west-1:${data.aws_caller_identity.current.account_id}:parameter/shop/app/swarm/managers/*",
    ]
  }

  # tiers.app: a machine that is to end is held back until it has left
  statement {
    sid       = "LeaveSwarm"
    actions   = ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"]
    resources = ["arn:aws:autoscaling:eu-west-1:${data.aws_caller_identity.current.account_id}:autoScalingGroup:*:autoScalingGroupName/shop-app-workers"]
  }
}

# tiers.app: a shell through Session Manager, with no SSH port and no key pair
resource "aws_iam_role_policy_attachment" "app_workers_session_manager" {
  role       = aws_iam_role.app_workers.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

# tiers.app
resource "aws_iam_instance_profile" "app_workers" {
  name_prefix = "shop-app-workers-"
  role        = aws_iam_role.app_workers.name
}

# tiers.app.services.back.build
# AWS deletes no repository with images in it: somebody has to empty it first.
resource "aws_ecr_repository" "app_back" {
  name = "shop/back"

  # A tag is a hash of what was built, and stands for nothing else ever.
  image_tag_mutability = "IMMUTABLE"

  tags = { Name = "shop/back" }

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
  }
}

# tiers.app.services.back.build, tiers.app.keep
# ECR counts what was pushed and does not know what runs: that stays as long as fewer
# newer images than are kept have been pushed and not released.
resource "aws_ecr_lifecycle_policy" "app_back" {
  repository = aws_ecr_repository.app_back.name
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
          countNumber = 5
        }
        action = { type = "expire" }
      },
    ]
  })
}

# tiers.app.services.front.build
# AWS deletes no repository with images in it: somebody has to empty it first.
resource "aws_ecr_repository" "app_front" {
  name = "shop/front"

  # A tag is a hash of what was built, and stands for nothing else ever.
  image_tag_mutability = "IMMUTABLE"

  tags = { Name = "shop/front" }

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
  }
}

# tiers.app.services.front.build, tiers.app.keep
# ECR counts what was pushed and does not know what runs: that stays as long as fewer
# newer images than are kept have been pushed and not released.
resource "aws_ecr_lifecycle_policy" "app_front" {
  repository = aws_ecr_repository.app_front.name
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
          countNumber = 5
        }
        action = { type = "expire" }
      },
    ]
  })
}
