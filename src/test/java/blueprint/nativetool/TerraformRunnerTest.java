package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness itself: what it says works, works, and a planted fault is seen. */
@Tag("native")
class TerraformRunnerTest {
  private static MotoServer aws;

  @TempDir Path directory;

  /** Not before all: there, a missing tool would make the tests vanish instead of being skipped. */
  @BeforeEach
  void startAws() throws IOException, InterruptedException {
    NativeTools.require("terraform", "aws-provider", "moto_server");
    if (aws == null) {
      aws = MotoServer.start();
    }
  }

  @AfterAll
  static void stopAws() {
    if (aws != null) {
      aws.close();
    }
  }

  @Test
  void anAppliedConfigurationExistsInTheLocalAwsUntilItIsDestroyed()
      throws IOException, InterruptedException {
    TerraformRunner terraform = configuration("10.7.0.0/16");

    terraform.init().succeeded();
    terraform.validate().succeeded();
    assertThat(terraform.plan().exit()).isEqualTo(2);
    terraform.apply().succeeded();

    assertThat(vpcs()).contains("10.7.0.0/16");
    assertThat(terraform.show().succeeded().out())
        .contains("aws_vpc.main", "aws_cloudwatch_log_group.main");
    assertThat(terraform.plan().exit()).isZero();

    terraform.destroy().succeeded();
    assertThat(vpcs()).doesNotContain("10.7.0.0/16");
  }

  @Test
  void aBrokenConfigurationIsRefused() throws IOException, InterruptedException {
    TerraformRunner terraform = configuration("10.7.0.0/99");

    terraform.init().succeeded();

    assertThat(terraform.validate().exit()).isNotZero();
  }

  private TerraformRunner configuration(String cidr) throws IOException {
    Path source = Files.createDirectory(directory.resolve("source"));
    Files.writeString(
        source.resolve("main.tf"),
        """
        terraform {
          required_providers {
            aws = { source = "hashicorp/aws" }
          }
        }

        provider "aws" {
          region = "eu-west-1"
        }

        resource "aws_vpc" "main" {
          cidr_block = "%s"
        }

        resource "aws_cloudwatch_log_group" "main" {
          name = "harness"
        }
        """
            .formatted(cidr));
    return TerraformRunner.against(aws, source, Files.createDirectory(directory.resolve("work")));
  }

  private static String vpcs() throws IOException, InterruptedException {
    return aws.query("ec2", "eu-west-1", "Action=DescribeVpcs&Version=2016-11-15");
  }
}
