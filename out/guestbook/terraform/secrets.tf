# secrets.session-key
resource "aws_secretsmanager_secret" "session_key" {
  #checkov:skip=CKV_AWS_149:encrypted with the key Secrets Manager owns in this account
  #checkov:skip=CKV2_AWS_57:only the program that uses it can know how to change it
  name        = "guestbook/session-key"
  description = "Made for guestbook/session-key"

  tags = { Name = "guestbook/session-key" }

  lifecycle {
    prevent_destroy = true
  }
}

# secrets.session-key.generate: never in the plan or the state
ephemeral "aws_secretsmanager_random_password" "session_key" {
  password_length     = 48
  exclude_punctuation = true
}

# secrets.session-key.generate: written once; a higher version writes a new value
resource "aws_secretsmanager_secret_version" "session_key" {
  secret_id                = aws_secretsmanager_secret.session_key.id
  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.session_key.random_password
  secret_string_wo_version = 1
}
