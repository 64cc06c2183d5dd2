# network.existing: placed by somebody else
locals {
  vpc_id           = "vpc-0123456789abcdef0"
  front_subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  web_subnet_ids   = ["subnet-0123456789abcdef2"]
}
