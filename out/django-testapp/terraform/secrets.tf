# secrets.django-key
resource "aws_secretsmanager_secret" "django_key" {
  #checkov:skip=CKV_AWS_149:encrypted with the key Secrets Manager owns in this account
  #checkov:skip=CKV2_AWS_57:only the program that uses it can know how to change it
  name        = "django-testapp/django-key"
  description = "Made for django-testapp/django-key"

  tags = { Name = "django-testapp/django-key" }

  lifecycle {
    prevent_destroy = true
  }
}

# secrets.django-key.generate: never in the plan or the state
ephemeral "aws_secretsmanager_random_password" "django_key" {
  password_length     = 50
  exclude_punctuation = true
}

# secrets.django-key.generate: written once; a higher version writes a new value
resource "aws_secretsmanager_secret_version" "django_key" {
  secret_id                = aws_secretsmanager_secret.django_key.id
  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.django_key.random_password
  secret_string_wo_version = 1
}
