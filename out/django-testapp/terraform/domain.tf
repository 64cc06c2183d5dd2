# domain
resource "aws_acm_certificate" "main" {
  domain_name       = "testapp.example.org"
  validation_method = "DNS"

  tags = { Name = "testapp.example.org" }

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

# domain: where AWS answers for the names of Elastic Beanstalk in this region
data "aws_elastic_beanstalk_hosted_zone" "current" {}

# domain: leads to the name that visitors reach, whichever environment has it
resource "aws_route53_record" "main" {
  zone_id = "Z0123456789ABC"
  name    = "testapp.example.org"
  type    = "A"

  alias {
    name                   = "django-testapp-app.us-east-1.elasticbeanstalk.com"
    zone_id                = data.aws_elastic_beanstalk_hosted_zone.current.id
    evaluate_target_health = true
  }

  # AWS takes an alias to a name that is there.
  depends_on = [aws_elastic_beanstalk_environment.app]
}

# domain: leads to the name that visitors reach, whichever environment has it
resource "aws_route53_record" "main_ipv6" {
  zone_id = "Z0123456789ABC"
  name    = "testapp.example.org"
  type    = "AAAA"

  alias {
    name                   = "django-testapp-app.us-east-1.elasticbeanstalk.com"
    zone_id                = data.aws_elastic_beanstalk_hosted_zone.current.id
    evaluate_target_health = true
  }

  # AWS takes an alias to a name that is there.
  depends_on = [aws_elastic_beanstalk_environment.app]
}
