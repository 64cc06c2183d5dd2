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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern RESOURCE = Pattern.compile("  ([A-Za-z0-9]+):");
  private static final Pattern SKIP = Pattern.compile(" +# cdk-nag:skip=([^:]+):(.*)");
  private static final int SHORTEST_REASON = 20;

  @TempDir Path work;

  static List<Path> templates() throws IOException {
    return Generated.templates();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void cfnLintFindsNothing(Path template) throws IOException, InterruptedException {
    assertThat(lint(template)).isEmpty();
  }

  /** Neither more than what comments accept, nor less: an old comment would hide a new fault. */
  @ParameterizedTest
  @MethodSource("templates")
  void theCdkFindsWhatIsAcceptedAndNothingElse(Path template)
      throws IOException, InterruptedException {
    assertThat(violations(template)).containsExactlyInAnyOrderElementsOf(accepted(template));
  }

  @Test
  void eachValidatorNoticesAFault() throws IOException, InterruptedException {
    Path template = work.resolve("template.yaml");
    Files.writeString(template, FAULTY);

    assertThat(lint(template)).anyMatch(finding -> finding.startsWith("E3002"));
    assertThat(violations(template))
        .anyMatch(finding -> finding.startsWith("F3002 Vpc"))
        .contains("AwsSolutions-SNS3 Topic");
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
    List<String> findings = new ArrayList<>();
    for (JsonNode report : JSON.readTree(run.out()).path("pluginReports")) {
      for (JsonNode violation : report.path("violations")) {
        String rule = violation.path("ruleName").asText().replaceFirst("\\[.*", "");
        for (JsonNode construct : violation.path("violatingConstructs")) {
          String path = construct.path("constructPath").asText();
          findings.add(rule + " " + path.substring(path.lastIndexOf('/') + 1));
        }
      }
    }
    return findings.stream().distinct().toList();
  }

  /** What comments in the template accept: the rule and the resource. */
  private static List<String> accepted(Path template) throws IOException {
    List<String> accepted = new ArrayList<>();
    String resource = "";
    for (String line : Files.readAllLines(template)) {
      Matcher id = RESOURCE.matcher(line);
      Matcher skip = SKIP.matcher(line);
      if (id.matches()) {
        resource = id.group(1);
      } else if (skip.matches()) {
        assertThat(skip.group(2).length()).as(line).isGreaterThan(SHORTEST_REASON);
        accepted.add(skip.group(1) + " " + resource);
      }
    }
    return accepted;
  }
}
