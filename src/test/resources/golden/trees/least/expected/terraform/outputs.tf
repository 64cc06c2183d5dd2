# tiers.work.image
output "base_image_id" {
  description = "Machine image the work machines start from."
  value       = local.base_image_id
}

# tiers.work
output "work_shell" {
  description = "Opens a shell on a machine of work through Session Manager."
  value       = "aws ssm start-session --region ${local.region} --target \"$(aws autoscaling describe-auto-scaling-groups --region ${local.region} --auto-scaling-group-names ${aws_autoscaling_group.work.name} --query 'AutoScalingGroups[0].Instances[0].InstanceId' --output text)\""
}
