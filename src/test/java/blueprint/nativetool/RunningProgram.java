package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A program that is running; closing kills it with all it has started. */
final class RunningProgram implements AutoCloseable {
  private final Process process;
  private final Path output;

  private RunningProgram(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static RunningProgram start(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    Path output = Files.createTempFile("program", ".txt");
    Process process =
        ToolRun.builder(command, environment)
            .directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new RunningProgram(process, output);
  }

  /** What it has written so far. */
  String output() throws IOException {
    return Files.readString(output);
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Asks it to stop, as systemd does. */
  RunningProgram terminate() {
    process.destroy();
    return this;
  }

  /** Ends it as a crash would; what it has started lives on unless it sees to that itself. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Its exit code, given that it ends in time. */
  int exit() throws IOException, InterruptedException {
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("has ended; %s", output()).isTrue();
    return process.exitValue();
  }

  /** Waits until something is so, and this program goes on until then. */
  void until(Callable<Boolean> met) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!met.call()) {
      assertThat(System.nanoTime()).as("too late; %s", output()).isLessThan(end);
      assertThat(isRunning()).as("is running; %s", output()).isTrue();
      Thread.sleep(50);
    }
  }

  @Override
  public void close() {
    ToolRun.killTree(process);
    output.toFile().delete();
  }
}
