package blueprint.nativetool;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolRunTest {
  @TempDir Path directory;

  @Test
  void aRunTellsExitCodeAndBothOutputs() throws IOException, InterruptedException {
    ToolRun run = ToolRun.of("sh", "-c", "echo out; echo err >&2; cat; exit 3");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).isEqualTo("out\n");
    assertThat(run.err()).isEqualTo("err\n");
    assertThatThrownBy(run::succeeded)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("exit code of [sh, -c,")
        .hasMessageContaining("err");
  }

  @Test
  void whatTakesTooLongIsKilledWithItsChildren() throws IOException {
    Path pid = directory.resolve("pid");
    String script = "sleep 600 & echo $! > " + pid + "; wait";

    assertThatThrownBy(
            () -> ToolRun.in(directory, Map.of(), Duration.ofSeconds(1), "sh", "-c", script))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("took more than");

    long child = Long.parseLong(Files.readString(pid).strip());
    assertThat(ProcessHandle.of(child).map(ProcessHandle::onExit).orElse(completedFuture(null)))
        .succeedsWithin(Duration.ofSeconds(10));
  }
}
