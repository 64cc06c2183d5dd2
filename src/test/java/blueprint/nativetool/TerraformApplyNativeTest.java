package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blueprint.plan.Plan;
import blueprint.target.packer.PackerTarget;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example, applied once by Terraform and the real provider: what then exists is what was
 * planned, and no more. The plan and the API say so; the configuration in between is not read.
 *
 * <p>Most of the time is the provider's own: it looks at a database, and at a load balancer, a
 * minute after it asked for it.
 */
@Tag("native")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TerraformApplyNativeTest extends LiveSystemContract {

  private static final Path CONFIGURATION = Path.of("out/sentry/terraform");
  private static final Path BLUEPRINT = Path.of("blueprints/sentry.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALL_AT_ONCE = "-parallelism=30";

  @TempDir static Path work;

  private static MotoServer server;
  private static LocalAccount account;
  private static TerraformRunner terraform;
  private static Plan plan;
  private static Set<String> before;
  private static LiveSystem live;

  /** Not before all: there, a missing tool would make the tests vanish instead of being skipped. */
  @BeforeEach
  void applyOnce() throws IOException, InterruptedException {
    NativeTools.require("terraform", "aws-provider", "moto_server");
    if (server == null) {
      server = MotoServer.start();
      plan = Generated.plan(BLUEPRINT);
      account = new LocalAccount(server, plan.region());
      String name = plan.machineGroups().get(0).image();
      String image = account.registerImage(PackerTarget.emit(plan).imageNames().get(name));
      before = account.inventory();
      terraform = TerraformRunner.against(server, CONFIGURATION, work);
      terraform.init().succeeded();
      assertThat(terraform.plan("-out=first").exit()).isEqualTo(2);
      terraform.apply(ALL_AT_ONCE, "first").succeeded();
      live = LiveSystem.of(Plan.Engine.TERRAFORM, plan, account, Map.of(name, image));
    }
    assertThat(live).as("applied; the first failure says why not").isNotNull();
  }

  @AfterAll
  static void stopAws() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  LiveSystem live() {
    return live;
  }

  @Override
  String stack() {
    return "";
  }

  @Test
  void thePasswordIsNotInTheState() throws IOException, InterruptedException {
    String state = Files.readString(terraform.directory().resolve("terraform.tfstate"));

    for (String password : machines().passwords()) {
      assertThat(state).doesNotContain(password);
    }
  }

  @Test
  void everythingThatCanCarryTheTagsDoes() throws IOException, InterruptedException {
    Map<String, Map<String, String>> ec2 = account.ec2Tags();
    int compared = 0;
    for (JsonNode resource : resources()) {
      JsonNode values = resource.at("/values");
      if (!values.has("tags_all")) {
        continue;
      }
      String address = resource.at("/address").asText();
      String id = values.at("/id").asText();
      String arn = values.at("/arn").asText();
      boolean isEc2 = arn.isEmpty() || arn.startsWith("arn:aws:ec2:");
      Map<String, String> found = isEc2 ? ec2.getOrDefault(id, Map.of()) : account.tagsOf(arn);
      assertThat(found).as(address).containsAllEntriesOf(plan.tags());
      compared++;
    }

    assertThat(compared).isGreaterThan(35);
  }

  // ---- Afterwards

  /** The local AWS forgets some arguments, so that the second plan is not quite empty. */
  @Test
  void aSecondApplyWouldReplaceNothing() throws IOException, InterruptedException {
    terraform.plan(ALL_AT_ONCE, "-out=second");
    Set<String> actions = new TreeSet<>();
    JSON.readTree(terraform.show("second").succeeded().out())
        .at("/resource_changes")
        .forEach(change -> actions.addAll(LiveMachines.strings(change.at("/change/actions"))));

    assertThat(actions).isNotEmpty().isSubsetOf("no-op", "read", "update");
  }

  /** The local AWS deletes a load balancer in spite of its protection, so nobody tries that. */
  @Test
  @Order(Integer.MAX_VALUE - 1)
  void neitherTerraformNorTheAccountDeletesTheDatabaseJustLikeThat()
      throws IOException, InterruptedException {
    Set<String> all = account.inventory();

    ToolRun refused = terraform.destroy(ALL_AT_ONCE);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("aws_db_instance.db has lifecycle.prevent_destroy set");
    assertThatThrownBy(
            () ->
                account.rds(
                    "DeleteDBInstance",
                    "DBInstanceIdentifier",
                    plan.databases().get(0).identifier(),
                    "SkipFinalSnapshot",
                    "true"))
        .hasMessageContaining("protect");
    assertThat(account.inventory()).isEqualTo(all);
  }

  /** The guards are lifted as the blueprint's {@code protect: false} would lift them. */
  @Test
  @Order(Integer.MAX_VALUE)
  void afterADestroyOnlyBackupsOfTheDatabaseAreLeft() throws IOException, InterruptedException {
    String identifier = plan.databases().get(0).identifier();
    account.rds(
        "ModifyDBInstance",
        "DBInstanceIdentifier",
        identifier,
        "DeletionProtection",
        "false",
        "ApplyImmediately",
        "true");
    account.loadBalancing(
        "ModifyLoadBalancerAttributes",
        "LoadBalancerArn",
        live().loadBalancer(plan.loadBalancers().get(0)).text("LoadBalancerArn"),
        "Attributes.member.1.Key",
        "deletion_protection.enabled",
        "Attributes.member.1.Value",
        "false");
    Files.writeString(
        terraform.directory().resolve("guards_override.tf"),
        """
        resource "aws_db_instance" "db" {
          lifecycle {
            prevent_destroy = false
          }
        }
        """);

    terraform.destroy(ALL_AT_ONCE).succeeded();

    Set<String> left = new TreeSet<>(account.inventory());
    left.removeAll(before);
    String snapshot = "DBSnapshotIdentifier ";
    assertThat(left)
        .contains(snapshot + identifier + "-final")
        .allMatch(
            name ->
                name.equals(snapshot + identifier + "-final")
                    || name.startsWith(snapshot + "rds:" + identifier + "-"));
    assertThat(account.inventory()).containsAll(before);
    assertThat(resources()).isEmpty();
  }

  // ---- What Terraform says

  private static JsonNode resources() throws IOException, InterruptedException {
    return JSON.readTree(terraform.show().succeeded().out()).at("/values/root_module/resources");
  }
}
