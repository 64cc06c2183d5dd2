# tiers.app.image, tiers.app.image
output "docker_image_id" {
  description = "Machine image the app and app machines start from."
  value       = local.docker_image_id
}

# tiers.app
output "app_managers_shell" {
  description = "Opens a shell on a machine of app through Session Manager."
  value       = "aws ssm start-session --region ${local.region} --target \"$(aws autoscaling describe-auto-scaling-groups --region ${local.region} --auto-scaling-group-names ${aws_autoscaling_group.app_managers.name} --query 'AutoScalingGroups[0].Instances[0].InstanceId' --output text)\""
}

# tiers.app
output "app_workers_shell" {
  description = "Opens a shell on a machine of app through Session Manager."
  value       = "aws ssm start-session --region ${local.region} --target \"$(aws autoscaling describe-auto-scaling-groups --region ${local.region} --auto-scaling-group-names ${aws_autoscaling_group.app_workers.name} --query 'AutoScalingGroups[0].Instances[0].InstanceId' --output text)\""
}
