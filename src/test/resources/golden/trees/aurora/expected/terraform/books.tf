# tiers.books: no egress rule, the database opens no connection of its own
resource "aws_security_group" "books" {
  name_prefix = "ledger-books-"
  description = "ledger database"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "ledger-books" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.books.used_by
resource "aws_vpc_security_group_ingress_rule" "books_from_app_5432" {
  security_group_id            = aws_security_group.books.id
  description                  = "app to books"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432

  tags = { Name = "app to books" }
}

# tiers.books.subnet
resource "aws_db_subnet_group" "books" {
  name        = "ledger-books"
  description = "ledger database"
  subnet_ids  = [for subnet in aws_subnet.books : subnet.id]

  tags = { Name = "ledger-books" }
}

# tiers.books.engine
resource "aws_rds_cluster_parameter_group" "books" {
  name_prefix = "ledger-books-aurora-postgresql17-"
  description = "ledger database"
  family      = "aurora-postgresql17"

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

  tags = { Name = "ledger-books" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.books.engine: created here, because RDS would create them without an expiry
resource "aws_cloudwatch_log_group" "books" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `overrides` changes it
  for_each = toset(["postgresql"])

  name              = "/aws/rds/cluster/ledger-books/${each.key}"
  retention_in_days = 30
}

# tiers.books
resource "aws_rds_cluster" "books" {
  #checkov:skip=CKV_AWS_162:programs sign in with the password that RDS rotates
  #checkov:skip=CKV_AWS_327:encrypted with the key that RDS has for the account
  #checkov:skip=CKV2_AWS_8:RDS keeps backups of its own, to any moment
  cluster_identifier = "ledger-books"
  engine             = "aurora-postgresql"
  engine_version     = "17"
  storage_encrypted  = true

  # RDS keeps the password in Secrets Manager and rotates it every seven days.
  database_name               = "books"
  master_username             = "books"
  manage_master_user_password = true

  port                            = 5432
  db_subnet_group_name            = aws_db_subnet_group.books.name
  vpc_security_group_ids          = [aws_security_group.books.id]
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.books.name

  engine_lifecycle_support        = "open-source-rds-extended-support-disabled"
  enabled_cloudwatch_logs_exports = ["postgresql"]

  # Backups outlive the cluster; the name of the final snapshot has to be free when it goes.
  backup_retention_period   = 30
  copy_tags_to_snapshot     = true
  delete_automated_backups  = false
  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "ledger-books-final"

  tags = { Name = "ledger-books" }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_cloudwatch_log_group.books]
}

# tiers.books: one of the two writes; the other, in another zone, takes over when it fails
resource "aws_rds_cluster_instance" "books" {
  #checkov:skip=CKV_AWS_118:CloudWatch's own metrics and the slow statement log are enough for a start
  #checkov:skip=CKV_AWS_353:CloudWatch's own metrics and the slow statement log are enough for a start
  for_each = toset(["1", "2"])

  identifier                 = "ledger-books-${each.key}"
  cluster_identifier         = aws_rds_cluster.books.cluster_identifier
  engine                     = aws_rds_cluster.books.engine
  instance_class             = "db.r8g.large"
  publicly_accessible        = false
  auto_minor_version_upgrade = true

  tags = { Name = "ledger-books-${each.key}" }
}
