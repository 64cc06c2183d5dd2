package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blueprint.plan.Database;
import blueprint.plan.Plan;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Databases of Aurora, applied by Terraform and the real provider. Of all machines only one is
 * made: the local AWS gives them one id, by which the provider reads them.
 */
@Tag("native")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuroraApplyNativeTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/trees/aurora");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] ONE_MACHINE = {
    "-target=aws_rds_cluster_instance.db", "-target=aws_rds_cluster.books"
  };

  @TempDir static Path work;

  private static MotoServer server;
  private static LocalAccount account;
  private static TerraformRunner terraform;
  private static Plan plan;
  private static boolean applied;

  /** Not before all: there, a missing tool would make the tests vanish instead of being skipped. */
  @BeforeEach
  void applyOnce() throws IOException, InterruptedException {
    NativeTools.require("terraform", "aws-provider", "moto_server");
    if (server == null) {
      server = MotoServer.start();
      plan = Generated.plan(GOLDEN.resolve("blueprint.yaml"));
      account = new LocalAccount(server, plan.region());
      terraform = TerraformRunner.against(server, GOLDEN.resolve("expected/terraform"), work);
      terraform.init().succeeded();
      terraform.apply(ONE_MACHINE).succeeded();
      applied = true;
    }
    assertThat(applied).as("applied; the first failure says why not").isTrue();
  }

  @AfterAll
  static void stopAws() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void theClustersAreThePlannedOnes() throws IOException, InterruptedException {
    assertThat(plan.databases()).hasSize(2);
    for (Database database : plan.databases()) {
      LiveCluster.of(account, database).isThePlannedOne();
    }
  }

  @Test
  void theMachineIsOneOfItsCluster() throws IOException, InterruptedException {
    LiveCluster.of(account, plan.database("db")).hasTheMachine("1");
  }

  @Test
  void noPasswordIsInTheState() throws IOException {
    String state = Files.readString(terraform.directory().resolve("terraform.tfstate"));

    assertThat(state).contains("\"master_user_secret\"").contains("\"master_password\": null");
  }

  @Test
  void aSecondApplyWouldReplaceNothing() throws IOException, InterruptedException {
    String[] options = {ONE_MACHINE[0], ONE_MACHINE[1], "-out=second"};
    terraform.plan(options);
    Set<String> actions = new TreeSet<>();
    for (JsonNode change :
        JSON.readTree(terraform.show("second").succeeded().out()).at("/resource_changes")) {
      actions.addAll(LiveMachines.strings(change.at("/change/actions")));
    }

    assertThat(actions).isNotEmpty().isSubsetOf("no-op", "read", "update");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void neitherTerraformNorTheAccountDeletesAClusterJustLikeThat()
      throws IOException, InterruptedException {
    ToolRun refused = terraform.destroy("-target=aws_rds_cluster.db");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("aws_rds_cluster.db has lifecycle.prevent_destroy set");
    assertThatThrownBy(
            () ->
                account.rds(
                    "DeleteDBCluster",
                    "DBClusterIdentifier",
                    plan.database("db").identifier(),
                    "SkipFinalSnapshot",
                    "true"))
        .hasMessageContaining("protect");
  }
}
