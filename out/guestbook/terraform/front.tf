# tiers.front
resource "aws_security_group" "front" {
  name_prefix = "guestbook-front-"
  description = "guestbook load balancer"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "guestbook-front" }

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

# tiers.front.listen: to web.app
resource "aws_vpc_security_group_egress_rule" "front_to_web_8000" {
  security_group_id            = aws_security_group.front.id
  description                  = "front to web"
  referenced_security_group_id = aws_security_group.web.id
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8000

  tags = { Name = "front to web" }
}

# tiers.front
resource "aws_lb" "front" {
  #checkov:skip=CKV2_AWS_28:the blueprint asks for no web application firewall
  name               = "guestbook-front"
  load_balancer_type = "application"
  internal           = false
  ip_address_type    = "ipv4"
  subnets            = [for subnet in aws_subnet.front : subnet.id]
  security_groups    = [aws_security_group.front.id]

  desync_mitigation_mode     = "defensive"
  drop_invalid_header_fields = true
  enable_deletion_protection = true

  access_logs {
    enabled = true
    bucket  = aws_s3_bucket.front_access_logs.id
  }

  tags = { Name = "guestbook-front" }

  # AWS refuses a public load balancer in a VPC without a gateway.
  # AWS writes a test file before it turns access logs on.
  depends_on = [aws_internet_gateway.main, aws_s3_bucket_policy.front_access_logs]
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

  tags = { Name = "guestbook-front-80" }
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
    target_group_arn = aws_lb_target_group.web_app.arn
  }

  tags = { Name = "guestbook-front-443" }
}

# tiers.web.services.app.port, tiers.front.health, tiers.front.drain
# An application load balancer always spreads requests over the zones.
resource "aws_lb_target_group" "web_app" {
  #checkov:skip=CKV_AWS_378:TLS ends at the load balancer; this hop stays inside the VPC
  name_prefix          = "web-"
  target_type          = "instance"
  vpc_id               = aws_vpc.main.id
  protocol             = "HTTP"
  port                 = 8000
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

  tags = { Name = "guestbook-web-app" }

  # A target group in use cannot be deleted: a new one takes over first.
  lifecycle {
    create_before_destroy = true
  }
}

# tiers.front.access_logs
resource "aws_s3_bucket" "front_access_logs" {
  #checkov:skip=CKV_AWS_18:a log of who reads the log has no reader
  #checkov:skip=CKV_AWS_21:a record is written once and never changed
  #checkov:skip=CKV_AWS_144:a copy in another region is not worth its price
  #checkov:skip=CKV_AWS_145:load balancers write to buckets with S3's own keys only
  #checkov:skip=CKV2_AWS_62:nothing waits for a record
  bucket_prefix = "guestbook-front-log-"
  force_destroy = false

  tags = { Name = "guestbook-front-access-logs" }
}

# tiers.front.access_logs
resource "aws_s3_bucket_ownership_controls" "front_access_logs" {
  bucket = aws_s3_bucket.front_access_logs.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# tiers.front.access_logs
resource "aws_s3_bucket_public_access_block" "front_access_logs" {
  bucket                  = aws_s3_bucket.front_access_logs.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# tiers.front.access_logs
resource "aws_s3_bucket_server_side_encryption_configuration" "front_access_logs" {
  bucket = aws_s3_bucket.front_access_logs.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# tiers.front.access_logs
resource "aws_s3_bucket_lifecycle_configuration" "front_access_logs" {
  bucket = aws_s3_bucket.front_access_logs.id

  rule {
    id     = "expire"
    status = "Enabled"

    filter {}

    expiration {
      days = 90
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

# tiers.front.access_logs
resource "aws_s3_bucket_policy" "front_access_logs" {
  bucket = aws_s3_bucket.front_access_logs.id
  policy = data.aws_iam_policy_document.front_access_logs.json

  # S3 takes one change of a bucket's access at a time.
  depends_on = [
    aws_s3_bucket_ownership_controls.front_access_logs,
    aws_s3_bucket_public_access_block.front_access_logs,
  ]
}

# tiers.front.access_logs: load balancers of this account write, and nobody sends anything in clear
data "aws_iam_policy_document" "front_access_logs" {
  statement {
    sid       = "WriteLogs"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.front_access_logs.arn}/AWSLogs/${data.aws_caller_identity.current.account_id}/*"]

    principals {
      type        = "Service"
      identifiers = ["logdelivery.elasticloadbalancing.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:elasticloadbalancing:${local.region}:${data.aws_caller_identity.current.account_id}:loadbalancer/*"]
    }
  }

  statement {
    sid       = "DenyPlainHttp"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.front_access_logs.arn, "${aws_s3_bucket.front_access_logs.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
