# secrets.docker-hub: its name only, never its value
data "aws_secretsmanager_secret" "docker_hub" {
  name = "dashboard/docker-hub"
}
