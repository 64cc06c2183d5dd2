# tiers.web.image
output "base_image_id" {
  description = "Machine image the web machines start from."
  value       = local.base_image_id
}

# tiers.web
output "web_shell" {
  description = "Opens a shell on a machine of web through Session Manager."
  value       = "aws ssm start-session --region ${local.region} --target \"$(aws autoscaling describe-auto-scaling-groups --region ${local.region} --auto-scaling-group-names ${aws_autoscaling_group.web.name} --query 'AutoScalingGroups[0].Instances[0].InstanceId' --output text)\""
}
