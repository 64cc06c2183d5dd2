package blueprint.target.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.nativetool.MotoServer;
import blueprint.nativetool.ToolRun;
import blueprint.nativetool.WarmAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AWS CLI fails at each call in turn: nothing is changed that rests on the answer. */
@Tag("native")
final class DeployFaultsNativeTest {

  private static final Path REPLAY = Path.of("src/test/resources/deploy/replay.sh");

  @TempDir private static Path shared;
  private static MotoServer moto;
  private static WarmAws cli;

  @TempDir private Path scratch;
  private Deployment shop;
  private Path replay;

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
  void aReleaseThatLosesItsConnectionChangesNothingAfterwards() throws Exception {
    shop = Deployment.single(scratch, moto, cli);
    record("release", shop.program.folder());
    eachFails("update-environment", " runs app-", "release", shop.program.folder());
  }

  @Test
  void namesAreNotChangedOnAGuess() throws Exception {
    shop = Deployment.twins(scratch, moto, cli);
    shop.release().succeeded();
    record("swap");
    eachFails("swap-environment-cnames", "visitors reach", "swap");
  }

  private void record(String script, Object... arguments) throws Exception {
    replay = Files.createDirectories(shop.bin.resolve("replay"));
    Files.writeString(replay.resolve("records"), cli.folder().resolve("aws").toString());
    shop.program("aws", Files.readString(REPLAY));
    shop.script(script, arguments).succeeded();
    Files.delete(replay.resolve("records"));
  }

  /**
   * @param change the call that changes what is used
   * @param success what is said at the end, when all went well
   */
  private void eachFails(String change, String success, String script, Object... arguments)
      throws Exception {
    List<String> good = calls();
    int changes = indexOf(good, change);
    assertThat(changes).isPositive();
    forget();
    assertThat(shop.script(script, arguments).succeeded().out()).contains(success);
    assertThat(calls()).as("what is replayed").hasSameSizeAs(good);
    for (int n = 1; n <= good.size(); n++) {
      String call = n + ": " + good.get(n - 1);
      forget();
      Files.writeString(replay.resolve("fails"), n + "\n");
      ToolRun run = shop.script(script, arguments);
      Files.delete(replay.resolve("fails"));
      if (isAskedAgain(good.get(n - 1))) {
        assertThat(run.exit()).as(call + run.err()).isZero();
      } else {
        assertThat(run.exit()).as(call).isNotZero();
        assertThat(run.out()).as(call).doesNotContain(success);
        assertThat(run.err()).as(call).isNotBlank();
        assertThat(n - 1 < changes && indexOf(calls(), change) >= 0).as(call).isFalse();
      }
      try (Stream<Path> left = Files.list(scratch.resolve("tmp"))) {
        assertThat(left).as(call).isEmpty();
      }
    }
  }

  /** What is asked until it answers, and what only tells more; a version that is there already. */
  private static boolean isAskedAgain(String call) {
    return (call.contains("describe-environments") && call.contains("HealthStatus"))
        || (call.contains("describe-events") && call.contains("reverse"))
        || call.contains("describe-environment-health")
        || call.contains("head-object");
  }

  private static int indexOf(List<String> calls, String change) {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).contains(change)) {
        return i;
      }
    }
    return -1;
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(replay.resolve("calls"));
  }

  private void forget() throws IOException {
    List<Path> old = new ArrayList<>();
    try (Stream<Path> files = Files.list(replay)) {
      files
          .filter(file -> file.getFileName().toString().matches("calls|number|turn\\..*"))
          .forEach(old::add);
    }
    for (Path file : old) {
      Files.delete(file);
    }
  }
}
