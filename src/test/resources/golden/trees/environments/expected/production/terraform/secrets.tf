# secrets.key
resource "aws_secretsmanager_secret" "key" {
  #checkov:skip=CKV_AWS_149:encrypted with the key Secrets Manager owns in this account
  #checkov:skip=CKV2_AWS_57:only the program that uses it can know how to change it
  name        = "shop/key"
  description = "Made for shop/key"

  tags = { Name = "shop/key" }

  lifecycle {
    prevent_destroy = true
  }
}

# secrets.key.generate: never in the plan or the state
ephemeral "aws_secretsmanager_random_password" "key" {
  password_length     = 50
  exclude_punctuation = true
}

# secrets.key.generate: written once; a higher version writes a new value
resource "aws_secretsmanager_secret_version" "key" {
  secret_id                = aws_secretsmanager_secret.key.id
  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.key.random_password
  secret_string_wo_version = 1
}
