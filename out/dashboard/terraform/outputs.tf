# tiers.lb.listen
output "url" {
  description = "Where dashboard answers."
  value       = "http://${aws_lb.lb.dns_name}"
}

# tiers.lb
output "lb_dns_name" {
  description = "Name of the load balancer, for a DNS alias."
  value       = aws_lb.lb.dns_name
}

# tiers.swarm.image, tiers.swarm.image
output "webworker_image_id" {
  description = "Machine image the swarm and swarm machines start from."
  value       = local.webworker_image_id
}

# tiers.swarm
output "swarm_managers_shell" {
  description = "Opens a shell on a machine of swarm through Session Manager."
  value       = "aws ssm start-session --region ${local.region} --target \"$(aws autoscaling describe-auto-scaling-groups --region ${local.region} --auto-scaling-group-names ${aws_autoscaling_group.swarm_managers.name} --query 'AutoScalingGroups[0].Instances[0].InstanceId' --output text)\""
}

# tiers.swarm
output "swarm_workers_shell" {
  description = "Opens a shell on a machine of swarm through Session Manager."
  value       = "aws ssm start-session --region ${local.region} --target \"$(aws autoscaling describe-auto-scaling-groups --region ${local.region} --auto-scaling-group-names ${aws_autoscaling_group.swarm_workers.name} --query 'AutoScalingGroups[0].Instances[0].InstanceId' --output text)\""
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
