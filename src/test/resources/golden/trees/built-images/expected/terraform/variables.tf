# images.docker
variable "docker_image_id" {
  description = "Machine image to run instead of the one found by name, for instance one copied from another region."
  type        = string
  default     = null

  validation {
    condition     = var.docker_image_id == null || can(regex("^ami-[0-9a-f]+$", var.docker_image_id))
    error_message = "An image id looks like ami-0123456789abcdef0."
  }
}
