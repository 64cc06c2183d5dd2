package blueprint.target.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.nativetool.MotoServer;
import blueprint.nativetool.ToolRun;
import blueprint.nativetool.WarmAws;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions reach S3, environments change, and both go back and away again. */
@Tag("native")
final class DeployNativeTest {

  @TempDir private static Path shared;
  private static MotoServer moto;
  private static WarmAws cli;

  @TempDir private Path scratch;
  private Deployment shop;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    if (moto == null) {
      moto = MotoServer.start();
      cli = WarmAws.start(shared);
    }
  }

  @AfterEach
  void stop() {
    shop.close();
  }

  @AfterAll
  static void stopServers() {
    if (cli != null) {
      moto.close();
      cli.close();
    }
  }

  @Test
  void aCommitBecomesAVersionAndRuns() throws Exception {
    shop = Deployment.single(scratch, moto, cli);
    ToolRun run = shop.release().succeeded();
    String label = shop.runs("shop-app");
    assertThat(label).matches("app-[0-9a-f]{12}-[0-9a-f]{8}").contains(shop.program.head());
    assertThat(run.out())
        .contains("Environment update completed successfully", "shop-app runs " + label);
    assertThat(shop.account.changes)
        .containsExactly(
            "made app: " + shop.program.head() + " file://the first one", "shop-app gets " + label);
    Path zip = scratch.resolve("fetched.zip");
    shop.aws(
            "s3api",
            "get-object",
            "--bucket",
            Deployment.BUCKET,
            "--key",
            "app/" + label + ".zip",
            zip)
        .succeeded();
    assertThat(ToolRun.of("python3", "-m", "zipfile", "-l", zip).succeeded().out())
        .contains("application.py", ".ebextensions/10-program.config")
        .doesNotContain(".git/");
    assertThat(shop.history()).containsExactly("started " + label, "released " + label);

    shop.account.changes.clear();
    assertThat(shop.release().succeeded().out()).contains("shop-app runs " + label + " already");
    assertThat(shop.account.changes).isEmpty();
  }

  @Test
  void aVersionThatFailsSaysWhyInItsOwnWordsAndRollbackLeavesIt() throws Exception {
    shop = Deployment.single(scratch, moto, cli);
    shop.release().succeeded();
    String good = shop.runs("shop-app");
    shop.program.write("application.py", "raise SystemExit\n");
    shop.program.commit("a bad one");
    shop.account.failsNext = true;
    shop.account.tail =
        """
        ----------------------------------------
        /var/log/eb-engine.log
        ----------------------------------------
        2026/11/21 10:00:00 [INFO] Running command: 02_migrate
        2026/11/21 10:00:01 [ERROR] connecting to postgres://shop:canary-of-a-password@db/shop
        2026/11/21 10:00:01 [ERROR] Command 02_migrate failed: no such table\u001b[2J
        ----------------------------------------
        /var/log/nginx/access.log
        ----------------------------------------
        10.0.0.1 - - GET /
        """;
    ToolRun run = shop.release();
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("ERROR\tFailed to deploy application.");
    assertThat(run.err())
        .contains(
            "100.0 % of the requests fail.", "the machine i-1 says:", "/var/log/eb-engine.log")
        .contains("Command 02_migrate failed: no such table", "postgres://shop:(hidden)@db/shop")
        .contains("does not run on shop-app")
        .doesNotContain("canary", "\u001b", "nginx");

    ToolRun back = shop.script("rollback").succeeded();
    assertThat(back.out()).contains("back from " + shop.label() + " to " + good);
    assertThat(shop.runs("shop-app")).isEqualTo(good);
    assertThat(shop.account.environments.get("shop-app").color).isEqualTo("Green");
    assertThat(shop.history()).endsWith("released " + good, "withdrawn " + shop.label());
  }

  @Test
  void rollbackGoesBackOneReleaseAfterTheOther() throws Exception {
    shop = Deployment.single(scratch, moto, cli);
    List<String> labels = new ArrayList<>();
    for (String text : List.of("1\n", "2\n", "3\n")) {
      shop.program.write("application.py", text);
      shop.program.commit(text.strip());
      shop.release().succeeded();
      labels.add(shop.label());
    }
    shop.script("rollback").succeeded();
    assertThat(shop.runs("shop-app")).isEqualTo(labels.get(1));
    shop.script("rollback").succeeded();
    assertThat(shop.runs("shop-app")).isEqualTo(labels.get(0));
    ToolRun run = shop.script("rollback");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("no earlier release is known", labels.get(2));
    shop.script("rollback", labels.get(2)).succeeded();
    assertThat(shop.runs("shop-app")).isEqualTo(labels.get(2));
    assertThat(shop.script("rollback", "app-0").err()).contains("there is no version app-0");
  }

  @Test
  void ofTwoEnvironmentsTheOneThatNobodyReachesGetsTheVersion() throws Exception {
    shop = Deployment.twins(scratch, moto, cli);
    ToolRun run = shop.release().succeeded();
    assertThat(shop.runs("shop-app-blue")).isEqualTo("Sample Application");
    assertThat(shop.runs("shop-app-green")).isEqualTo(shop.label());
    assertThat(run.out()).contains("answers /health", shop.label() + " waits on shop-app-green");
    assertThat(shop.script("swap", "ask").succeeded().out())
        .isEqualTo(shop.label() + " waits on shop-app-green\n");
    assertThat(shop.account.changes).hasSize(2);

    shop.account.changes.clear();
    assertThat(shop.script("swap").succeeded().out())
        .contains("visitors reach shop-app-green now, with " + shop.label());
    assertThat(shop.account.changes)
        .containsExactly("shop-app-green has 3", "shop-app-blue and shop-app-green swap");
    assertThat(shop.account.environments.get("shop-app-green").cname).isEqualTo("shop-app");
    assertThat(shop.script("swap", "ask").succeeded().out()).contains("nothing is ready");
    assertThat(shop.release().succeeded().out())
        .contains("visitors reach " + shop.label() + " already");

    String first = shop.label();
    shop.program.write("application.py", "2\n");
    shop.program.commit("second");
    shop.release().succeeded();
    shop.script("swap").succeeded();
    assertThat(shop.account.environments.get("shop-app-blue").cname).isEqualTo("shop-app");
    shop.account.changes.clear();
    assertThat(shop.script("rollback").succeeded().out())
        .contains(
            "back from " + shop.label() + " to " + first,
            "shop-app-green runs " + first + " already");
    shop.script("swap").succeeded();
    assertThat(shop.account.changes)
        .containsExactly("shop-app-green has 3", "shop-app-blue and shop-app-green swap");
    assertThat(shop.account.environments.get("shop-app-green").cname).isEqualTo("shop-app");
    assertThat(shop.history()).endsWith("released " + first, "withdrawn " + shop.label());
  }

  @Test
  void namesDoNotChangeBeforeAllIsWellAndAreLookedAtAfterwards() throws Exception {
    shop = Deployment.twins(scratch, moto, cli);
    shop.account.health = 500;
    ToolRun run = shop.release();
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("does not answer /health as it should");
    assertThat(shop.script("swap").succeeded().out()).contains("nothing is ready");

    shop.account.health = 200;
    shop.release().succeeded();
    shop.account.health = 503;
    assertThat(shop.script("swap").err()).contains("does not answer /health as it should");
    assertThat(shop.account.changes).noneMatch(change -> change.contains("swap"));
    shop.account.health = 200;
    shop.account.swaps = false;
    assertThat(shop.script("swap").err())
        .contains("the names have not changed: visitors reach shop-app-blue still");
    assertThat(shop.history()).noneMatch(line -> line.startsWith("released"));
  }

  @Test
  void whatCannotBeReadIsNotDeployedAndNotKept() throws Exception {
    shop = Deployment.single(scratch, moto, cli);
    shop.account.readable = false;
    ToolRun run = shop.release();
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("Elastic Beanstalk cannot read app-" + shop.program.head());
    assertThat(shop.account.versions).isEmpty();
    assertThat(shop.account.changes).noneMatch(change -> change.contains("gets"));
  }

  @Test
  void afterClearingNothingIsLeft() throws Exception {
    shop = Deployment.single(scratch, moto, cli);
    shop.release().succeeded();
    shop.program.write("application.py", "2\n");
    shop.program.commit("second");
    shop.release().succeeded();
    shop.account.saved.add("before-the-move");
    String shared = "elasticbeanstalk-eu-west-1-123456789012";
    shop.aws("s3api", "create-bucket", "--bucket", shared).succeeded();
    for (String key : List.of("shop/app-by-eb.zip", "other/app-1.zip")) {
      shop.aws("s3api", "put-object", "--bucket", shared, "--key", key).succeeded();
    }
    shop.account.versions.put(
        "app-by-eb", "<S3Bucket>" + shared + "</S3Bucket><S3Key>shop/app-by-eb.zip</S3Key>");

    ToolRun run = shop.script("clear").succeeded();
    assertThat(run.out()).contains(shop.label() + " runs until its environment is gone");
    assertThat(shop.account.versions.keySet()).containsExactly(shop.label());
    assertThat(shop.account.saved).isEmpty();
    assertThat(shop.aws("s3", "ls", "s3://" + Deployment.BUCKET + "/", "--recursive").out())
        .isEmpty();
    assertThat(shop.aws("s3", "ls", "s3://" + shared + "/", "--recursive").out())
        .contains("other/app-1.zip")
        .doesNotContain("app-by-eb");
    shop.script("clear").succeeded();
  }
}
