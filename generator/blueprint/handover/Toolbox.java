package blueprint.handover;

import blueprint.pipeline.Tool;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds tools on the search path and asks for their versions. */
public final class Toolbox {

  private static final Pattern VERSION = Pattern.compile("([0-9]+)\\.[0-9]+(\\.[0-9]+)?");
  private static final int SECONDS = 20;

  private final List<Path> folders;

  /**
   * @param searchPath folders as in the variable {@code PATH}; relative and empty ones are passed
   *     over, so that a program planted in the current folder is not run
   */
  public Toolbox(String searchPath) {
    this.folders =
        Arrays.stream(searchPath.split(File.pathSeparator, -1))
            .filter(folder -> folder.startsWith(File.separator))
            .map(Path::of)
            .toList();
  }

  /**
   * A tool that was found.
   *
   * @param version as it says itself; empty when it did not answer
   */
  public record Found(Tool tool, Path path, Optional<String> version) {

    /** Whether it says that it is older than what works. */
    public boolean tooOld() {
      return version.map(tool::isOlder).orElse(false);
    }
  }

  /** Looks for a tool; empty when it is not installed. */
  public Optional<Found> find(Tool tool) {
    return folders.stream()
        .map(folder -> folder.resolve(tool.program()))
        .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
        .findFirst()
        .map(path -> new Found(tool, path, version(tool, path)));
  }

  private static Optional<String> version(Tool tool, Path path) {
    ProcessBuilder builder =
        new ProcessBuilder(path.toString(), tool.versionArgument()).redirectErrorStream(true);
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readNBytes(10_000);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Matcher matcher = VERSION.matcher(new String(output, StandardCharsets.UTF_8));
      return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
