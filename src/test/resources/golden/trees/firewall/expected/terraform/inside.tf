# tiers.inside
resource "aws_security_group" "inside" {
  name_prefix = "shop-inside-"
  description = "shop load balancer"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "shop-inside" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.inside.listen: http
resource "aws_vpc_security_group_ingress_rule" "inside_from_10_0_0_0_16_8080" {
  security_group_id = aws_security_group.inside.id
  description       = "10.0.0.0/16 to inside"
  cidr_ipv4         = "10.0.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 8080
  to_port           = 8080

  tags = { Name = "10.0.0.0/16 to inside" }
}

# tiers.inside.listen: to app.admin
resource "aws_vpc_security_group_egress_rule" "inside_to_app_8081" {
  security_group_id            = aws_security_group.inside.id
  description                  = "inside to app"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 8081
  to_port                      = 8081

  tags = { Name = "inside to app" }
}

# tiers.inside
resource "aws_lb" "inside" {
  #checkov:skip=CKV_AWS_91:`access_logs` in the blueprint keeps them in a bucket
  #checkov:skip=CKV2_AWS_20:the blueprint does not listen on `https`
  name               = "shop-inside"
  load_balancer_type = "application"
  internal           = true
  ip_address_type    = "ipv4"
  subnets            = [for subnet in aws_subnet.inside : subnet.id]
  security_groups    = [aws_security_group.inside.id]

  desync_mitigation_mode     = "defensive"
  drop_invalid_header_fields = true
  enable_deletion_protection = true

  tags = { Name = "shop-inside" }
}

# tiers.inside.listen: http
resource "aws_lb_listener" "inside_8080" {
  #checkov:skip=CKV_AWS_2:plain HTTP until the blueprint has a `domain` and listens on `https`
  #checkov:skip=CKV_AWS_103:plain HTTP until the blueprint has a `domain` and listens on `https`
  load_balancer_arn = aws_lb.inside.arn
  port              = 8080
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app_admin.arn
  }

  tags = { Name = "shop-inside-8080" }
}

# tiers.app.services.admin.port, tiers.inside.health, tiers.inside.drain
# An application load balancer always spreads requests over the zones.
resource "aws_lb_target_group" "app_admin" {
  #checkov:skip=CKV_AWS_378:TLS would end at the load balancer; this hop stays inside the VPC
  name_prefix          = "app-"
  target_type          = "instance"
  vpc_id               = aws_vpc.main.id
  protocol             = "HTTP"
  port                 = 8081
  deregistration_delay = 30

  health_check {
    protocol            = "HTTP"
    port                = "traffic-port"
    path                = "/"
    matcher             = "200"
    interval            = 30
    timeout             = 5
    healthy_threshold   = 3
    unhealthy_threshold = 3
  }

  tags = { Name = "shop-app-admin" }

  # A target group in use cannot be deleted: a new one takes over first.
  lifecycle {
    create_before_destroy = true
  }
}

# tiers.inside.firewall: counts what its rules match; 8 USD a month plus 0.60 USD per million requests (2026)
resource "aws_wafv2_web_acl" "inside" {
  #checkov:skip=CKV_AWS_192:the blueprint says `count`, to see first what would be refused
  name  = "shop-inside"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    # Addresses that AWS knows for attacks.
    name     = "ip-reputation"
    priority = 1

    override_action {
      count {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesAmazonIpReputationList"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "shop-inside-ip-reputation"
      sampled_requests_enabled   = true
    }
  }

  rule {
    # Known attacks, such as those on Log4j.
    name     = "known-bad-inputs"
    priority = 2

    override_action {
      count {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "shop-inside-known-bad-inputs"
      sampled_requests_enabled   = true
    }
  }

  rule {
    # What is common in attacks on web applications.
    name     = "core"
    priority = 3

    override_action {
      count {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesCommonRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "shop-inside-core"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop-inside"
    sampled_requests_enabled   = true
  }

  tags = { Name = "shop-inside" }
}

# tiers.inside.firewall
resource "aws_wafv2_web_acl_association" "inside" {
  resource_arn = aws_lb.inside.arn
  web_acl_arn  = aws_wafv2_web_acl.inside.arn
}

# tiers.inside.firewall.logs: AWS wants its name to begin with aws-waf-logs-
resource "aws_cloudwatch_log_group" "inside_firewall" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `firewall.logs` changes it
  name              = "aws-waf-logs-shop-inside"
  retention_in_days = 30
}

# tiers.inside.firewall.logs: what a rule matched, without what would let its reader in
resource "aws_wafv2_web_acl_logging_configuration" "inside" {
  resource_arn            = aws_wafv2_web_acl.inside.arn
  log_destination_configs = [aws_cloudwatch_log_group.inside_firewall.arn]

  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    single_header {
      name = "cookie"
    }
  }

  logging_filter {
    default_behavior = "DROP"

    filter {
      behavior    = "KEEP"
      requirement = "MEETS_ANY"

      condition {
        action_condition {
          action = "BLOCK"
        }
      }

      condition {
        action_condition {
          action = "COUNT"
        }
      }
    }
  }
}
