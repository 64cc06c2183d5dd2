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

# tiers.front.listen: https
resource "aws_vpc_security_group_ingress_rule" "front_from_internet_ipv6_443" {
  security_group_id = aws_security_group.front.id
  description       = "internet over IPv6 to front"
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "internet over IPv6 to front" }
}

# tiers.front.listen: http
resource "aws_vpc_security_group_ingress_rule" "front_from_internet_ipv6_80" {
  #checkov:skip=CKV_AWS_260:whoever asks port 80 is sent on to HTTPS
  security_group_id = aws_security_group.front.id
  description       = "internet over IPv6 to front"
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80

  tags = { Name = "internet over IPv6 to front" }
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
  #checkov:skip=CKV2_AWS_28:the blueprint asks for no web application firewall
  name               = "shop-front"
  load_balancer_type = "application"
  internal           = false
  ip_address_type    = "dualstack"
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
