package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.plan.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the example has not, as a stack, created at once in an account with a hosted zone. */
@Tag("native")
class WideStackCreateNativeTest extends StackContract {

  private static final Path BLUEPRINT = Path.of("src/test/resources/stacks/shop.yaml");
  private static final String ZONE =
      "{\"Resources\": {\"Zone\": {\"Type\": \"AWS::Route53::HostedZone\","
          + " \"Properties\": {\"Name\": \"example.org\"}}}}";

  /** The account gives the zone its id. */
  @Override
  String blueprint(LocalAccount account) throws IOException, InterruptedException {
    LocalStack stack = new LocalStack(account, "zone");
    stack.create(ZONE, Map.of());
    String zone = stack.resources().get("Zone").physicalId();
    return Files.readString(BLUEPRINT).replace("Z0123456789ABC", zone);
  }

  @Override
  String region() {
    return "eu-central-1";
  }

  @Override
  void create(LocalStack stack, WrittenTemplate template, Map<String, String> parameters)
      throws IOException, InterruptedException {
    stack.create(template.text(), parameters);
  }

  /** The local AWS gives outputs of stacks that are created at once only. */
  @Test
  void theOutputsSayWhereItIs() throws IOException, InterruptedException {
    Database database = live().plan().databases().get(0);
    Xml found = live().database(database);

    assertThat(created().outputs())
        .containsOnlyKeys(
            written().tree().at("/Outputs").properties().stream().map(Map.Entry::getKey).toList())
        .containsEntry("Url", "https://" + live().plan().domain().orElseThrow().name())
        .containsEntry(
            "FrontDnsName",
            live().loadBalancer(live().plan().loadBalancers().get(0)).text("DNSName"))
        .containsEntry("DbEndpoint", found.text("Endpoint/Address") + ":" + database.port())
        .containsEntry("DbSecretArn", live().databaseSecret(database.tier()))
        .hasEntrySatisfying(
            "WebShell",
            shell -> assertThat(shell).contains(live().plan().machineGroups().get(0).name()));
  }
}
