terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }

  # terraform.s3
  backend "s3" {
    bucket       = "example-terraform-state"
    key          = "django-testapp/terraform.tfstate"
    region       = "us-east-1"
    encrypt      = true
    use_lockfile = true
  }
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
  region = "us-east-1"
  tags   = { Stack = "django-testapp" }
}
