# tiers.lb
resource "aws_security_group" "lb" {
  name_prefix = "dashboard-lb-"
  description = "dashboard load balancer"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "dashboard-lb" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.lb.listen: http
resource "aws_vpc_security_group_ingress_rule" "lb_from_internet_80" {
  #checkov:skip=CKV_AWS_260:port 80 is what the blueprint listens on; `https` with a `domain` makes it a redirect
  security_group_id = aws_security_group.lb.id
  description       = "internet to lb"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80

  tags = { Name = "internet to lb" }
}

# tiers.lb.listen: to swarm.dash-front
resource "aws_vpc_security_group_egress_rule" "lb_to_swarm_5000" {
  security_group_id            = aws_security_group.lb.id
  description                  = "lb to swarm"
  referenced_security_group_id = aws_security_group.swarm.id
  ip_protocol                  = "tcp"
  from_port                    = 5000
  to_port                      = 5000

  tags = { Name = "lb to swarm" }
}

# tiers.lb
resource "aws_lb" "lb" {
  #checkov:skip=CKV_AWS_91:`access_logs` in the blueprint keeps them in a bucket
  #checkov:skip=CKV2_AWS_20:without a `domain` there is no certificate to redirect to
  #checkov:skip=CKV2_AWS_28:the blueprint asks for no web application firewall
  name               = "dashboard-lb"
  load_balancer_type = "application"
  internal           = false
  ip_address_type    = "ipv4"
  subnets            = [for subnet in aws_subnet.lb : subnet.id]
  security_groups    = [aws_security_group.lb.id]

  desync_mitigation_mode     = "defensive"
  drop_invalid_header_fields = true
  enable_deletion_protection = true

  tags = { Name = "dashboard-lb" }

  # AWS refuses a public load balancer in a VPC without a gateway.
  depends_on = [aws_internet_gateway.main]
}

# tiers.lb.listen: http
resource "aws_lb_listener" "lb_80" {
  #checkov:skip=CKV_AWS_2:plain HTTP until the blueprint has a `domain` and listens on `https`
  #checkov:skip=CKV_AWS_103:plain HTTP until the blueprint has a `domain` and listens on `https`
  load_balancer_arn = aws_lb.lb.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.swarm_dash_front.arn
  }

  tags = { Name = "dashboard-lb-80" }
}

# tiers.swarm.services.dash-front.port, tiers.lb.health, tiers.lb.drain
# An application load balancer always spreads requests over the zones.
resource "aws_lb_target_group" "swarm_dash_front" {
  #checkov:skip=CKV_AWS_378:TLS would end at the load balancer; this hop stays inside the VPC
  name_prefix          = "swarm-"
  target_type          = "instance"
  vpc_id               = aws_vpc.main.id
  protocol             = "HTTP"
  port                 = 5000
  deregistration_delay = 30

  health_check {
    protocol            = "HTTP"
    port                = "traffic-port"
    path                = "/health"
    matcher             = "200"
    interval            = 30
    timeout             = 5
    healthy_threshold   = 3
    unhealthy_threshold = 3
  }

  tags = { Name = "dashboard-swarm-dash-front" }

  # A target group in use cannot be deleted: a new one takes over first.
  lifecycle {
    create_before_destroy = true
  }
}
