# domain, tiers.app
output "url" {
  description = "Where django-testapp answers."
  value       = "https://testapp.example.org"
}

# tiers.app
output "app_cname" {
  description = "Name of AWS's that visitors reach, also without the domain."
  value       = "django-testapp-app.us-east-1.elasticbeanstalk.com"
}

# tiers.app
output "app_application" {
  description = "Application that its versions belong to."
  value       = aws_elastic_beanstalk_application.app.name
}

# tiers.app
output "app_versions_bucket" {
  description = "Bucket with the source of each version."
  value       = aws_s3_bucket.app_versions.id
}

# tiers.app
output "app_environment" {
  description = "Environment that it runs in."
  value       = aws_elastic_beanstalk_environment.app.name
}

# tiers.app
output "app_shell" {
  description = "Opens a shell on a machine of app through Session Manager."
  value       = "aws ssm start-session --region ${local.region} --target \"$(aws elasticbeanstalk describe-environment-resources --region ${local.region} --environment-name ${aws_elastic_beanstalk_environment.app.name} --query 'EnvironmentResources.Instances[0].Id' --output text)\""
}

# tiers.db
output "db_endpoint" {
  description = "Host and port of the database."
  value       = "${aws_rds_cluster.db.endpoint}:${aws_rds_cluster.db.port}"
}

# tiers.db
output "db_secret_arn" {
  description = "Secret with the user name and password of the database."
  value       = aws_rds_cluster.db.master_user_secret[0].secret_arn
}
