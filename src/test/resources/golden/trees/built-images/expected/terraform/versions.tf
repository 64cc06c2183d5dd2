terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }

  # State stays in this folder. A team writes `terraform: {s3: {bucket: ...}}` in the blueprint,
  # which keeps it in that bucket, encrypted and with a lock file.
}

# region
provider "aws" {
  region = local.region

  default_tags {
    tags = local.tags
  }
}

# name, region
locals {
  region = "eu-west-1"
  tags   = { Stack = "shop" }
}
