package blueprint.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What CloudFormation prints leads to the blueprint. */
final class StackEventTest {

  private static final String EVENTS =
      """
      {
          "StackEvents": [
              {
                  "StackName": "shop",
                  "LogicalResourceId": "shop",
                  "ResourceType": "AWS::CloudFormation::Stack",
                  "ResourceStatus": "ROLLBACK_IN_PROGRESS",
                  "ResourceStatusReason": "The following resource(s) failed to create: [WebRole]."
              },
              {
                  "LogicalResourceId": "WebRole",
                  "ResourceStatus": "CREATE_FAILED",
                  "ResourceStatusReason": "Resource creation cancelled"
              },
              {
                  "EventId": "WebAutoScalingGroup-CREATE_FAILED-2026-01-01T00:00:00.000Z",
                  "LogicalResourceId": "WebAutoScalingGroup",
                  "PhysicalResourceId": "shop-web",
                  "ResourceType": "AWS::AutoScaling::AutoScalingGroup",
                  "ResourceStatus": "CREATE_FAILED",
                  "ResourceStatusReason": "Received 0 SUCCESS signal(s) out of 2. Unable to \\"x\\""
              },
              {
                  "LogicalResourceId": "Vpc",
                  "ResourceStatus": "CREATE_COMPLETE"
              }
          ]
      }
      """;

  @Test
  void theEventThatFailedIsToldAndItsAftermathIsNot() throws IOException {
    List<Finding> findings = read(EVENTS);
    assertThat(findings).hasSize(1);
    Finding finding = findings.get(0);
    assertThat(finding.message())
        .isEqualTo(
            "WebAutoScalingGroup CREATE_FAILED: Received 0 SUCCESS signal(s) out of 2. Unable to \"x\"");
    assertThat(finding.cause().orElseThrow().id()).isEqualTo("stack-machines-not-ready");
    assertThat(finding.origins())
        .extracting(o -> o.addresses())
        .contains(List.of("WebAutoScalingGroup"));
    assertThat(finding.places()).extracting(Place::path).contains("tiers.web.services");
  }

  @Test
  void aLineOfATableIsReadToo() throws IOException {
    List<Finding> findings =
        read(
            """
            |  WebAutoScalingGroup|  CREATE_FAILED  |  No such image  |
            Template error: Unresolved resource dependencies [WebLaunchTemplate] in the template
            """);
    assertThat(findings)
        .extracting(f -> f.origins().get(0).addresses().get(0))
        .containsExactly("WebAutoScalingGroup", "WebLaunchTemplate");
  }

  private static List<Finding> read(String text) throws IOException {
    String blueprint =
        Files.readString(Compiled.EVERYTHING)
            .replaceFirst("(?s)overrides:.*", "engine: cloudformation\n");
    SourceMap map = Compiled.map(Compiled.texts(List.of(blueprint)).get(0));
    return ErrorReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), map)
        .findings();
  }
}
