package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One finished run of a program.
 *
 * @param command the program and its arguments
 * @param exit its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record ToolRun(List<String> command, int exit, String out, String err) {

  /** Runs a program in the current directory for at most a minute. */
  public static ToolRun of(Object... command) throws IOException, InterruptedException {
    return in(Path.of(""), Map.of(), Duration.ofMinutes(1), command);
  }

  /**
   * Runs a program with empty standard input, and kills it with all it started when its time is up.
   *
   * <p>Variables that would change what Terraform, Packer or AWS do are not inherited.
   */
  public static ToolRun in(
      Path directory, Map<String, String> environment, Duration limit, Object... command)
      throws IOException, InterruptedException {
    List<String> arguments = List.of(command).stream().map(Object::toString).toList();
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    Process process =
        builder(arguments, environment)
            .directory(directory.toAbsolutePath().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            "%s took more than %s%n%s%s".formatted(arguments, limit, text(out), text(err)));
      }
      return new ToolRun(arguments, process.exitValue(), text(out), text(err));
    } finally {
      killTree(process);
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** This run, given that it ended with exit code 0. */
  public ToolRun succeeded() {
    assertThat(exit).as("exit code of %s%n%s%s", command, out, err).isZero();
    return this;
  }

  static ProcessBuilder builder(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> inherited = builder.environment();
    for (String name : new HashMap<>(inherited).keySet()) {
      if (name.matches("(TF|AWS|PACKER|PKR|CHECKOV|BC)_.*|BASH_ENV|ENV|PYTHON(PATH|HOME)")) {
        inherited.remove(name);
      }
    }
    inherited.put("LC_ALL", "C.UTF-8");
    inherited.putAll(environment);
    return builder;
  }

  static void killTree(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
