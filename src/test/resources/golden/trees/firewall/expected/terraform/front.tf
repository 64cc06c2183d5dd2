# tiers.front
resource "aws_security_group" "front" {
  name_prefix = "shop-front-"
  description = "shop load balancer"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "shop-front" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.front.listen: https
resource "aws_vpc_security_group_ingress_rule" "front_from_internet_443" {
  security_group_id = aws_security_group.front.id
  description       = "internet to front"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "internet to front" }
}

# tiers.front.listen: http
resource "aws_vpc_security_group_ingress_rule" "front_from_internet_80" {
  #checkov:skip=CKV_AWS_260:whoever asks port 80 is sent on to HTTPS
  security_group_id = aws_security_group.front.id
  description       = "internet to front"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80

  tags = { Name = "internet to front" }
}

# tiers.front.listen: to app.web
resource "aws_vpc_security_group_egress_rule" "front_to_app_8080" {
  security_group_id            = aws_security_group.front.id
  description                  = "front to app"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080

  tags = { Name = "front to app" }
}

# tiers.front
resource "aws_lb" "front" {
  #checkov:skip=CKV_AWS_91:`access_logs` in the blueprint keeps them in a bucket
  #checkov:skip=CKV2_AWS_76:refusing anonymous addresses turns away who uses a VPN
  name               = "shop-front"
  load_balancer_type = "application"
  internal           = false
  ip_address_type    = "ipv4"
  subnets            = [for subnet in aws_subnet.front : subnet.id]
  security_groups    = [aws_security_group.front.id]

  desync_mitigation_mode     = "defensive"
  drop_invalid_header_fields = true
  enable_deletion_protection = true

  tags = { Name = "shop-front" }

  # AWS refuses a public load balancer in a VPC without a gateway.
  depends_on = [aws_internet_gateway.main]
}

# tiers.front.listen: http
resource "aws_lb_listener" "front_80" {
  load_balancer_arn = aws_lb.front.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }

  tags = { Name = "shop-front-80" }
}

# tiers.front.listen: https
resource "aws_lb_listener" "front_443" {
  load_balancer_arn = aws_lb.front.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = aws_acm_certificate_validation.main.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app_web.arn
  }

  tags = { Name = "shop-front-443" }
}

# tiers.app.services.web.port, tiers.front.health, tiers.front.drain
# An application load balancer always spreads requests over the zones.
resource "aws_lb_target_group" "app_web" {
  #checkov:skip=CKV_AWS_378:TLS ends at the load balancer; this hop stays inside the VPC
  name_prefix          = "app-"
  target_type          = "instance"
  vpc_id               = aws_vpc.main.id
  protocol             = "HTTP"
  port                 = 8080
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

  tags = { Name = "shop-app-web" }

  # A target group in use cannot be deleted: a new one takes over first.
  lifecycle {
    create_before_destroy = true
  }
}

# tiers.front.firewall: refuses what its rules match; 9 USD a month plus 0.60 USD per million requests (2026)
resource "aws_wafv2_web_acl" "front" {
  name  = "shop-front"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    # One address that asks too often, before anything dearer looks at its requests.
    name     = "rate"
    priority = 0

    action {
      block {}
    }

    statement {
      rate_based_statement {
        aggregate_key_type    = "IP"
        limit                 = 2000
        evaluation_window_sec = 300
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "shop-front-rate"
      sampled_requests_enabled   = true
    }
  }

  rule {
    # Addresses that AWS knows for attacks.
    name     = "ip-reputation"
    priority = 1

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesAmazonIpReputationList"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "shop-front-ip-reputation"
      sampled_requests_enabled   = true
    }
  }

  rule {
    # Known attacks, such as those on Log4j.
    name     = "known-bad-inputs"
    priority = 2

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"

        rule_action_override {
          name = "PROPFIND_METHOD"

          action_to_use {
            count {}
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "shop-front-known-bad-inputs"
      sampled_requests_enabled   = true
    }
  }

  rule {
    # What is common in attacks on web applications.
    name     = "core"
    priority = 3

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesCommonRuleSet"

        rule_action_override {
          name = "NoUserAgent_HEADER"

          action_to_use {
            count {}
          }
        }

        rule_action_override {
          name = "SizeRestrictions_BODY"

          action_to_use {
            count {}
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "shop-front-core"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop-front"
    sampled_requests_enabled   = true
  }

  tags = { Name = "shop-front" }
}

# tiers.front.firewall
resource "aws_wafv2_web_acl_association" "front" {
  resource_arn = aws_lb.front.arn
  web_acl_arn  = aws_wafv2_web_acl.front.arn
}

# tiers.front.firewall.logs: AWS wants its name to begin with aws-waf-logs-
resource "aws_cloudwatch_log_group" "front_firewall" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  name              = "aws-waf-logs-shop-front"
  retention_in_days = 400
}

# tiers.front.firewall.logs: what a rule matched, without what would let its reader in
resource "aws_wafv2_web_acl_logging_configuration" "front" {
  resource_arn            = aws_wafv2_web_acl.front.arn
  log_destination_configs = [aws_cloudwatch_log_group.front_firewall.arn]

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
