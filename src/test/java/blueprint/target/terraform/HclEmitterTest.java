package blueprint.target.terraform;

import static blueprint.target.terraform.Expression.call;
import static blueprint.target.terraform.Expression.code;
import static blueprint.target.terraform.Expression.list;
import static blueprint.target.terraform.Expression.object;
import static blueprint.target.terraform.Expression.reference;
import static blueprint.target.terraform.Expression.template;
import static blueprint.target.terraform.TerraformModel.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HclEmitterTest {

  /** A model with each kind of block, element and expression. */
  static TerraformModel everyKind() {
    return TerraformModel.of(
        file(
            "versions.tf",
            Block.terraform()
                .set("required_version", ">= 1.11")
                .block(
                    "required_providers",
                    Body.EMPTY.set(
                        "aws",
                        object()
                            .with("source", "hashicorp/aws")
                            .with("version", ">= 5.100.0, < 7.0.0")))
                .block(
                    "backend",
                    "s3",
                    Body.EMPTY.set("bucket", "b").set("key", "k").set("encrypt", true))
                .line()
                .note("The end."),
            Block.provider("aws")
                .comment("region")
                .set("region", reference("local.region"))
                .block("default_tags", Body.EMPTY.set("tags", reference("local.tags"))),
            Block.locals()
                .set("region", "eu-west-1")
                .set("tags", object().with("Stack", "sentry"))),
        file(
            "main.tf",
            Block.data("aws_availability_zones", "available")
                .skip("CKV_AWS_394", "a new zone takes the next letter")
                .block(
                    "filter",
                    Body.EMPTY
                        .set("name", "opt-in-status")
                        .set("values", list("opt-in-not-required"))),
            Block.data("aws_caller_identity", "current").comment("network"),
            Block.ephemeral("random_password", "db").set("length", 32),
            Block.resource("aws_launch_template", "app")
                .comment("tiers.app")
                .comment("Two lines.")
                .set("count", code("var.image == null ? 1 : 0"))
                .line()
                .set("image_id", reference("local.image_id"))
                .set("security_groups", list(reference("aws_security_group.app.id")))
                .set(
                    "user_data",
                    call(
                        "base64encode",
                        call(
                            "templatefile",
                            template(code("path.module"), "/files/app.yaml"),
                            object()
                                .with("values", call("jsonencode", reference("local.values")))
                                .lines())))
                .set("port", 8080)
                .set("ratio", new Expression.Numeric(new java.math.BigDecimal("0.50")))
                .note("The root device.")
                .block(
                    "block_device_mappings",
                    Body.EMPTY
                        .set("device_name", "/dev/sda1")
                        .block("ebs", Body.EMPTY.set("volume_type", "gp3").set("encrypted", true)))
                .block(
                    "tag_specifications",
                    Body.EMPTY
                        .set("resource_type", "instance")
                        .set(
                            "tags",
                            call(
                                "merge",
                                reference("local.tags"),
                                object().with("Name", "sentry-app"))))
                .block("tag_specifications", Body.EMPTY.set("resource_type", "volume"))
                .block("monitoring", Body.EMPTY)
                .line()
                .set("tags", object().with("Name", template("sentry-", reference("each.key"))))
                .set(
                    "depends_on",
                    list(reference("aws_route.a"), reference("aws_route.b")).lines())),
        file(
            "variables.tf",
            Block.variable("image")
                .set("type", code("string"))
                .set("default", Expression.nothing())
                .block(
                    "validation",
                    Body.EMPTY
                        .set("condition", code("can(regex(\"^ami-[0-9a-f]+$\", var.image))"))
                        .set("error_message", "An image id looks like ami-0123456789abcdef0.")),
            Block.locals()
                .set(
                    "values",
                    object()
                        .with("roles", list("application", "beat", "worker"))
                        .with(
                            "singletons",
                            object()
                                .with(
                                    "beat",
                                    object()
                                        .with("table", reference("aws_dynamodb_table.leases.name"))
                                        .with("key", "beat")
                                        .inline())
                                .lines())
                        .with("empty", object())
                        .with("none", list(new Expression[0]))
                        .with("a key", "1")
                        .with(
                            "secrets",
                            list(
                                object()
                                    .with("at", list("DATABASES", "PASSWORD"))
                                    .with("parts", list("x"))))),
            Block.output("url")
                .comment("tiers.lb.listen")
                .set("description", "Where \"sentry\" answers.")
                .set("value", template("http://", reference("aws_lb.lb.dns_name"), ":$"))));
  }

  @Test
  void filesReadAsTerraformFmtWritesThem() {
    Map<String, String> files = HclEmitter.emit(everyKind());

    assertThat(files.keySet()).containsExactly("versions.tf", "main.tf", "variables.tf");
    assertThat(files.get("versions.tf"))
        .isEqualTo(
            """
            terraform {
              required_version = ">= 1.11"

              required_providers {
                aws = {
                  source  = "hashicorp/aws"
                  version = ">= 5.100.0, < 7.0.0"
                }
              }

              backend "s3" {
                bucket  = "b"
                key     = "k"
                encrypt = true
              }

              # The end.
            }

            # region
            provider "aws" {
              region = local.region

              default_tags {
                tags = local.tags
              }
            }

            locals {
              region = "eu-west-1"
              tags   = { Stack = "sentry" }
            }
            """);
    assertThat(files.get("main.tf"))
        .isEqualTo(
            """
            data "aws_availability_zones" "available" {
              #checkov:skip=CKV_AWS_394:a new zone takes the next letter
              filter {
                name   = "opt-in-status"
                values = ["opt-in-not-required"]
              }
            }

            # network
            data "aws_caller_identity" "current" {}

            ephemeral "random_password" "db" {
              length = 32
            }

            # tiers.app
            # Two lines.
            resource "aws_launch_template" "app" {
              count = var.image == null ? 1 : 0

              image_id        = local.image_id
              security_groups = [aws_security_group.app.id]
              user_data = base64encode(templatefile("${path.module}/files/app.yaml", {
                values = jsonencode(local.values)
              }))
              port  = 8080
              ratio = 0.50

              # The root device.
              block_device_mappings {
                device_name = "/dev/sda1"

                ebs {
                  volume_type = "gp3"
                  encrypted   = true
                }
              }

              tag_specifications {
                resource_type = "instance"
                tags          = merge(local.tags, { Name = "sentry-app" })
              }

              tag_specifications {
                resource_type = "volume"
              }

              monitoring {}

              tags = { Name = "sentry-${each.key}" }
              depends_on = [
                aws_route.a,
                aws_route.b,
              ]
            }
            """);
    assertThat(files.get("variables.tf"))
        .isEqualTo(
            """
            variable "image" {
              type    = string
              default = null

              validation {
                condition     = can(regex("^ami-[0-9a-f]+$", var.image))
                error_message = "An image id looks like ami-0123456789abcdef0."
              }
            }

            locals {
              values = {
                roles = ["application", "beat", "worker"]
                singletons = {
                  beat = { table = aws_dynamodb_table.leases.name, key = "beat" }
                }
                empty   = {}
                none    = []
                "a key" = "1"
                secrets = [
                  {
                    at    = ["DATABASES", "PASSWORD"]
                    parts = ["x"]
                  },
                ]
              }
            }

            # tiers.lb.listen
            output "url" {
              description = "Where \\"sentry\\" answers."
              value       = "http://${aws_lb.lb.dns_name}:$"
            }
            """);
  }
}
