# tiers.db: no egress rule, the database opens no connection of its own
resource "aws_security_group" "db" {
  name_prefix = "sentry-db-"
  description = "sentry database"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "sentry-db" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.db.used_by
resource "aws_vpc_security_group_ingress_rule" "db_from_app_5432" {
  security_group_id            = aws_security_group.db.id
  description                  = "app to db"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432

  tags = { Name = "app to db" }
}

# tiers.db.subnet
resource "aws_db_subnet_group" "db" {
  name        = "sentry-db"
  description = "sentry database"
  subnet_ids  = [for subnet in aws_subnet.db : subnet.id]

  tags = { Name = "sentry-db" }
}

# tiers.db.engine
resource "aws_db_parameter_group" "db" {
  name_prefix = "sentry-db-postgres17-"
  description = "sentry database"
  family      = "postgres17"

  # Connections without TLS are refused.
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  # Slow statements are logged, and changes of the schema.
  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }

  parameter {
    name  = "log_statement"
    value = "ddl"
  }

  tags = { Name = "sentry-db" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.db.engine: created here, because RDS would create them without an expiry
resource "aws_cloudwatch_log_group" "db" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `overrides` changes it
  for_each = toset(["postgresql", "upgrade"])

  name              = "/aws/rds/instance/sentry-db/${each.key}"
  retention_in_days = 30
}

# tiers.db
resource "aws_db_instance" "db" {
  #checkov:skip=CKV_AWS_118:CloudWatch's own metrics and the slow statement log are enough for a start
  #checkov:skip=CKV_AWS_157:a standby doubles the price; `standby: true` in the blueprint adds it
  #checkov:skip=CKV_AWS_161:programs sign in with the password that RDS rotates
  #checkov:skip=CKV_AWS_353:CloudWatch's own metrics and the slow statement log are enough for a start
  identifier     = "sentry-db"
  engine         = "postgres"
  engine_version = "17"
  instance_class = "db.t4g.micro"
  multi_az       = false

  storage_type      = "gp3"
  allocated_storage = 20
  storage_encrypted = true

  # RDS keeps the password in Secrets Manager and rotates it every seven days.
  db_name                     = "sentry"
  username                    = "sentry"
  manage_master_user_password = true

  port                   = 5432
  publicly_accessible    = false
  db_subnet_group_name   = aws_db_subnet_group.db.name
  vpc_security_group_ids = [aws_security_group.db.id]
  parameter_group_name   = aws_db_parameter_group.db.name

  auto_minor_version_upgrade      = true
  engine_lifecycle_support        = "open-source-rds-extended-support-disabled"
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]

  # Backups outlive the instance; the name of the final snapshot has to be free when it goes.
  backup_retention_period   = 8
  copy_tags_to_snapshot     = true
  delete_automated_backups  = false
  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "sentry-db-final"

  tags = { Name = "sentry-db" }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_cloudwatch_log_group.db]
}
