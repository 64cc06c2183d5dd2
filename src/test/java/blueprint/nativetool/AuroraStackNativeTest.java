package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.plan.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases of Aurora, created from a template as it is written. */
@Tag("native")
class AuroraStackNativeTest {

  private static final Path BLUEPRINT =
      Path.of("src/test/resources/golden/trees/aurora/blueprint.yaml");

  @TempDir static Path work;

  private static MotoServer server;
  private static LocalAccount account;
  private static WrittenTemplate written;
  private static LocalStack stack;
  private static boolean created;

  /** Not before all: there, a missing tool would make the tests vanish instead of being skipped. */
  @BeforeEach
  void createOnce() throws IOException, InterruptedException {
    NativeTools.require("moto_server");
    if (server == null) {
      server = MotoServer.startForTemplates();
      account = new LocalAccount(server, "eu-west-1");
      written = WrittenTemplate.of(Files.readString(BLUEPRINT), work);
      stack = new LocalStack(account, "ledger");
      stack.create(written.text(), written.registerImages(account));
      created = true;
    }
    assertThat(created).as("created; the first failure says why not").isTrue();
  }

  @AfterAll
  static void stopAws() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void theClustersAreThePlannedOnesWithAllOfTheirMachines()
      throws IOException, InterruptedException {
    assertThat(written.plan().databases()).hasSize(2);
    for (Database database : written.plan().databases()) {
      LiveCluster cluster = LiveCluster.of(account, database);
      cluster.isThePlannedOne();
      for (String member : ((Database.Cluster) database.hosting()).members()) {
        cluster.hasTheMachine(member);
      }
    }
    assertThat(account.rds("DescribeDBInstances").all("//DBInstances/DBInstance")).hasSize(3);
  }

  @Test
  void theOutputsSayWhereTheyAre() throws IOException, InterruptedException {
    LiveCluster books = LiveCluster.of(account, written.plan().database("books"));

    assertThat(stack.outputs())
        .containsEntry("BooksEndpoint", books.address() + ":5432")
        .containsEntry("BooksSecretArn", books.secret());
  }

  @Test
  void everyPartOfADatabaseIsMade() throws IOException, InterruptedException {
    Set<String> missing = new TreeSet<>();
    stack.resources().entrySet().stream()
        .filter(made -> made.getValue().type().startsWith("AWS::RDS::"))
        .filter(made -> made.getValue().physicalId().isEmpty())
        .forEach(made -> missing.add(made.getKey()));

    assertThat(missing).isEmpty();
    assertThat(written.types().values().stream().filter(t -> t.startsWith("AWS::RDS::")))
        .hasSize(9);
  }
}
