# tiers.office
resource "aws_security_group" "office" {
  name_prefix = "shop-office-"
  description = "shop load balancer"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "shop-office" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.office.listen: https
resource "aws_vpc_security_group_ingress_rule" "office_from_203_0_113_0_24_8443" {
  security_group_id = aws_security_group.office.id
  description       = "203.0.113.0/24 to office"
  cidr_ipv4         = "203.0.113.0/24"
  ip_protocol       = "tcp"
  from_port         = 8443
  to_port           = 8443

  tags = { Name = "203.0.113.0/24 to office" }
}

# tiers.office.listen: to app.desk
resource "aws_vpc_security_group_egress_rule" "office_to_app_8082" {
  security_group_id            = aws_security_group.office.id
  description                  = "office to app"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 8082
  to_port                      = 8082

  tags = { Name = "office to app" }
}

# tiers.office
resource "aws_lb" "office" {
  #checkov:skip=CKV_AWS_91:`access_logs` in the blueprint keeps them in a bucket
  #checkov:skip=CKV2_AWS_20:HTTPS is on port 8443, and so is whatever is redirected
  #checkov:skip=CKV2_AWS_28:the blueprint asks for no web application firewall
  name               = "shop-office"
  load_balancer_type = "application"
  internal           = false
  ip_address_type    = "ipv4"
  subnets            = [for subnet in aws_subnet.office : subnet.id]
  security_groups    = [aws_security_group.office.id]

  desync_mitigation_mode     = "defensive"
  drop_invalid_header_fields = true
  enable_deletion_protection = true

  tags = { Name = "shop-office" }

  # AWS refuses a public load balancer in a VPC without a gateway.
  depends_on = [aws_internet_gateway.main]
}

# tiers.office.listen: https
resource "aws_lb_listener" "office_8443" {
  load_balancer_arn = aws_lb.office.arn
  port              = 8443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = aws_acm_certificate_validation.main.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app_desk.arn
  }

  tags = { Name = "shop-office-8443" }
}

# tiers.app.services.desk.port, tiers.office.health, tiers.office.drain
# An application load balancer always spreads requests over the zones.
resource "aws_lb_target_group" "app_desk" {
  #checkov:skip=CKV_AWS_378:TLS ends at the load balancer; this hop stays inside the VPC
  name_prefix          = "app-"
  target_type          = "instance"
  vpc_id               = aws_vpc.main.id
  protocol             = "HTTP"
  port                 = 8082
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

  tags = { Name = "shop-app-desk" }

  # A target group in use cannot be deleted: a new one takes over first.
  lifecycle {
    create_before_destroy = true
  }
}
