package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates as cfn-lint, the CDK's own validator and cdk-nag see them. */
@Tag("native")
class CloudFormationNativeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** What each validator has to notice, so that its silence means something. */
  private static final String FAULTY =
      """
      AWSTemplateFormatVersion: "2010-09-09"
      Description: a fault for each validator
      Resources:
        Vpc:
          Type: AWS::EC2::VPC
          Properties:
            CidrBlock: 10.0.0.0/16
            EnableDnsHostname: true
        Topic:
          Type: AWS::SNS::Topic
      """;

  @TempDir Path work;

  static List<Path> templates() throws IOException {
    return Generated.templates();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void cfnLintFindsNothing(Path template) throws IOException, InterruptedException {
    assertThat(lint(template)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void theCdkFindsNothingThatIsNotAccepted(Path template) throws IOException, InterruptedException {
    assertThat(violations(template)).isEmpty();
  }

  @Test
  void eachValidatorNoticesAFault() throws IOException, InterruptedException {
    Path template = work.resolve("template.yaml");
    Files.writeString(template, FAULTY);

    assertThat(lint(template)).anyMatch(finding -> finding.startsWith("E3002"));
    assertThat(violations(template))
        .anyMatch(finding -> finding.startsWith("CloudFormation Validate"))
        .anyMatch(finding -> finding.startsWith("AwsSolutions: AwsSolutions-SNS3"));
  }

  @Test
  void aFindingIsAcceptedForTheResourceBelowTheComment() throws IOException, InterruptedException {
    Path template = work.resolve("template.yaml");
    String accepted = "  # cdk-nag:skip=AwsSolutions-SNS3:nobody publishes here\n  Topic:";
    Files.writeString(template, FAULTY.replace("  Topic:", accepted));

    assertThat(violations(template)).noneMatch(finding -> finding.contains("SNS3"));
  }

  private static List<String> lint(Path template) throws IOException, InterruptedException {
    Path program = NativeTools.require("cfn-lint");
    ToolRun run =
        ToolRun.in(
            Path.of(""),
            Map.of(),
            LIMIT,
            program,
            "--format",
            "json",
            "--region",
            "eu-west-1",
            "--",
            template);
    List<String> findings = new ArrayList<>();
    JSON.readTree(run.out())
        .forEach(
            finding ->
                findings.add(
                    finding.at("/Rule/Id").asText() + " " + finding.path("Message").asText()));
    return findings;
  }

  private static List<String> violations(Path template) throws IOException, InterruptedException {
    Path modules = NativeTools.require("cdk");
    ToolRun run =
        ToolRun.in(
            Path.of(""),
            Map.of("NODE_PATH", modules.toString()),
            LIMIT,
            "node",
            "src/test/resources/cdk/validate.js",
            template);
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode reports = JSON.readTree(run.out()).path("pluginReports");
    List<String> findings = new ArrayList<>();
    for (JsonNode report : reports) {
      for (JsonNode violation : report.path("violations")) {
        findings.add(
            report.path("pluginName").asText()
                + ": "
                + violation.path("ruleName").asText()
                + " "
                + violation.path("description").asText()
                + " "
                + violation.at("/violatingConstructs/0/constructPath").asText());
      }
    }
    return findings;
  }
}
