# domain
resource "aws_acm_certificate" "main" {
  domain_name       = "shop.example.org"
  validation_method = "DNS"

  tags = { Name = "shop.example.org" }

  # A certificate in use cannot be deleted: a new one takes over first.
  lifecycle {
    create_before_destroy = true
  }
}

# domain.zone: proves that the domain is ours, also whenever the certificate is renewed
resource "aws_route53_record" "certificate" {
  for_each = { for option in aws_acm_certificate.main.domain_validation_options : option.domain_name => option }

  zone_id         = "Z0123456789ABC"
  name            = each.value.resource_record_name
  type            = each.value.resource_record_type
  records         = [each.value.resource_record_value]
  ttl             = 60
  allow_overwrite = true
}

# domain: waits until the certificate is issued
resource "aws_acm_certificate_validation" "main" {
  certificate_arn         = aws_acm_certificate.main.arn
  validation_record_fqdns = [for record in aws_route53_record.certificate : record.fqdn]
}

# domain
resource "aws_route53_record" "main" {
  zone_id = "Z0123456789ABC"
  name    = "shop.example.org"
  type    = "A"

  alias {
    name                   = aws_lb.front.dns_name
    zone_id                = aws_lb.front.zone_id
    evaluate_target_health = true
  }
}

# domain
resource "aws_route53_record" "main_ipv6" {
  zone_id = "Z0123456789ABC"
  name    = "shop.example.org"
  type    = "AAAA"

  alias {
    name                   = aws_lb.front.dns_name
    zone_id                = aws_lb.front.zone_id
    evaluate_target_health = true
  }
}
