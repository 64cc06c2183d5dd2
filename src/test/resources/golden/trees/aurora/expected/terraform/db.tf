# tiers.db: no egress rule, the database opens no connection of its own
resource "aws_security_group" "db" {
  name_prefix = "ledger-db-"
  description = "ledger database"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "ledger-db" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.db.used_by
resource "aws_vpc_security_group_ingress_rule" "db_from_app_3306" {
  security_group_id            = aws_security_group.db.id
  description                  = "app to db"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 3306
  to_port                      = 3306

  tags = { Name = "app to db" }
}

# tiers.db.subnet
resource "aws_db_subnet_group" "db" {
  name        = "ledger-db"
  description = "ledger database"
  subnet_ids  = [for subnet in aws_subnet.db : subnet.id]

  tags = { Name = "ledger-db" }
}

# tiers.db.engine
resource "aws_rds_cluster_parameter_group" "db" {
  name_prefix = "ledger-db-aurora-mysql8-0-"
  description = "ledger database"
  family      = "aurora-mysql8.0"

  # Connections without TLS are refused.
  parameter {
    name  = "require_secure_transport"
    value = "ON"
  }

  # Slow statements are logged.
  parameter {
    name  = "log_output"
    value = "FILE"
  }

  parameter {
    name  = "long_query_time"
    value = "1"
  }

  parameter {
    name  = "slow_query_log"
    value = "1"
  }

  tags = { Name = "ledger-db" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.db.engine: created here, because RDS would create them without an expiry
resource "aws_cloudwatch_log_group" "db" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `overrides` changes it
  for_each = toset(["error", "slowquery"])

  name              = "/aws/rds/cluster/ledger-db/${each.key}"
  retention_in_days = 30
}

# tiers.db
resource "aws_rds_cluster" "db" {
  #checkov:skip=CKV_AWS_162:programs sign in with the password that RDS rotates
  #checkov:skip=CKV_AWS_327:encrypted with the key that RDS has for the account
  #checkov:skip=CKV_AWS_325:errors and slow statements are enough for a start
  #checkov:skip=CKV_AWS_326:backups reach back to any moment, into a cluster of its own
  #checkov:skip=CKV2_AWS_8:RDS keeps backups of its own, to any moment
  cluster_identifier = "ledger-db"
  engine             = "aurora-mysql"
  engine_version     = "8.0"
  storage_encrypted  = true

  # It runs as much as its connections need, in units of about 2 GiB of memory.
  serverlessv2_scaling_configuration {
    min_capacity = 0.5
    max_capacity = 2
  }

  # RDS keeps the password in Secrets Manager and rotates it every seven days.
  database_name               = "ledger"
  master_username             = "ledger"
  manage_master_user_password = true

  port                            = 3306
  db_subnet_group_name            = aws_db_subnet_group.db.name
  vpc_security_group_ids          = [aws_security_group.db.id]
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.db.name

  engine_lifecycle_support        = "open-source-rds-extended-support-disabled"
  enabled_cloudwatch_logs_exports = ["error", "slowquery"]

  # Backups outlive the cluster; the name of the final snapshot has to be free when it goes.
  backup_retention_period   = 7
  copy_tags_to_snapshot     = true
  delete_automated_backups  = false
  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "ledger-db-final"

  tags = { Name = "ledger-db" }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_cloudwatch_log_group.db]
}

# tiers.db
resource "aws_rds_cluster_instance" "db" {
  #checkov:skip=CKV_AWS_118:CloudWatch's own metrics and the slow statement log are enough for a start
  #checkov:skip=CKV_AWS_353:CloudWatch's own metrics and the slow statement log are enough for a start
  for_each = toset(["1"])

  identifier                 = "ledger-db-${each.key}"
  cluster_identifier         = aws_rds_cluster.db.cluster_identifier
  engine                     = aws_rds_cluster.db.engine
  instance_class             = "db.serverless"
  publicly_accessible        = false
  auto_minor_version_upgrade = true

  tags = { Name = "ledger-db-${each.key}" }
}
