# domain, tiers.front.listen
output "url" {
  description = "Where shop answers."
  value       = "https://shop.example.org"
}

# tiers.front
output "front_dns_name" {
  description = "Name of the load balancer, for a DNS alias."
  value       = aws_lb.front.dns_name
}

# tiers.inside
output "inside_dns_name" {
  description = "Name of the load balancer, for a DNS alias."
  value       = aws_lb.inside.dns_name
}

# tiers.office
output "office_dns_name" {
  description = "Name of the load balancer, for a DNS alias."
  value       = aws_lb.office.dns_name
}

# tiers.app.image
output "base_image_id" {
  description = "Machine image the app machines start from."
  value       = local.base_image_id
}

# tiers.app
output "app_shell" {
  description = "Opens a shell on a machine of app through Session Manager."
  value       = "aws ssm start-session --region ${local.region} --target \"$(aws autoscaling describe-auto-scaling-groups --region ${local.region} --auto-scaling-group-names ${aws_autoscaling_group.app.name} --query 'AutoScalingGroups[0].Instances[0].InstanceId' --output text)\""
}

# tiers.db
output "db_endpoint" {
  description = "Host and port of the database."
  value       = aws_db_instance.db.endpoint
}

# tiers.db
output "db_secret_arn" {
  description = "Secret with the user name and password of the database."
  value       = aws_db_instance.db.master_user_secret[0].secret_arn
}
