# tiers.db: no egress rule, the database opens no connection of its own
resource "aws_security_group" "db" {
  name_prefix = "guestbook-db-"
  description = "guestbook database"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "guestbook-db" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.db.used_by
resource "aws_vpc_security_group_ingress_rule" "db_from_web_5432" {
  security_group_id            = aws_security_group.db.id
  description                  = "web to db"
  referenced_security_group_id = aws_security_group.web.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432

  tags = { Name = "web to db" }
}

# tiers.db.subnet
resource "aws_db_subnet_group" "db" {
  name        = "guestbook-db"
  description = "guestbook database"
  subnet_ids  = [for subnet in aws_subnet.db : subnet.id]

  tags = { Name = "guestbook-db" }
}

# tiers.db.engine
resource "aws_db_parameter_group" "db" {
  name_prefix = "guestbook-db-postgres17-"
  description = "guestbook database"
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

  tags = { Name = "guestbook-db" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.db.engine: created here, because RDS would create them without an expiry
resource "aws_cloudwatch_log_group" "db" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `overrides` changes it
  for_each = toset(["postgresql", "upgrade"])

  name              = "/aws/rds/instance/guestbook-db/${each.key}"
  retention_in_days = 30
}

# tiers.db
resource "aws_db_instance" "db" {
  #checkov:skip=CKV_AWS_118:CloudWatch's own metrics and the slow statement log are enough for a start
  #checkov:skip=CKV_AWS_161:programs sign in with the password that RDS rotates
  #checkov:skip=CKV_AWS_353:CloudWatch's own metrics and the slow statement log are enough for a start
  identifier     = "guestbook-db"
  engine         = "postgres"
  engine_version = "17"
  instance_class = "db.t4g.small"
  multi_az       = true

  storage_type          = "gp3"
  allocated_storage     = 20
  max_allocated_storage = 100
  storage_encrypted     = true

  # RDS keeps the password in Secrets Manager and rotates it every seven days.
  db_name                     = "guestbook"
  username                    = "guestbook"
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
  backup_retention_period   = 7
  copy_tags_to_snapshot     = true
  delete_automated_backups  = false
  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "guestbook-db-final"

  tags = { Name = "guestbook-db" }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_cloudwatch_log_group.db]
}
