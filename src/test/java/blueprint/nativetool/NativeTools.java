package blueprint.nativetool;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.opentest4j.TestAbortedException;

/**
 * Finds the tools that {@code .ci/setup native} installed, or that are on the {@code PATH} anyway.
 *
 * <p>A tool that is missing skips the test that requires it, and is named with its reason at the
 * end of the run; with {@code CI=true} it fails the test.
 */
public final class NativeTools {
  private static final String UNAVAILABLE = "unavailable: ";
  private static final NativeTools HERE =
      new NativeTools(
          installed(), System.getenv("PATH"), "true".equalsIgnoreCase(System.getenv("CI")));

  private final Properties installed;
  private final String searchPath;
  private final boolean missingIsFailure;
  private final SortedMap<String, String> skipped = new ConcurrentSkipListMap<>();

  NativeTools(Properties installed, String searchPath, boolean missingIsFailure) {
    this.installed = installed;
    this.searchPath = searchPath;
    this.missingIsFailure = missingIsFailure;
  }

  /**
   * The path of a tool, given that the test can have it and the others it needs.
   *
   * @throws TestAbortedException if one is missing; an {@link AssertionError} with {@code CI=true}
   */
  public static Path require(String tool, String... others) {
    return HERE.requireAll(tool, others);
  }

  /** Goes on only where something is so that is no tool, such as being root. */
  static void require(boolean met, String name, String reason) {
    HERE.requireThat(met, name, reason);
  }

  /** Where {@code .ci/setup} keeps what it installs, and tests what they made for the next time. */
  static Path directory() {
    String tools = System.getenv("BLUEPRINT_TOOLS");
    return tools == null || tools.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache", "blueprint-tools")
        : Path.of(tools);
  }

  /** The tools that tests went without so far, each with its reason. */
  static Map<String, String> skipped() {
    return HERE.skipped;
  }

  Path requireAll(String tool, String... others) {
    List<String> missing = new ArrayList<>();
    Path found = find(tool, missing);
    for (String other : others) {
      find(other, missing);
    }
    refuse(missing);
    return found;
  }

  void requireThat(boolean met, String name, String reason) {
    if (!met) {
      skipped.put(name, reason);
      refuse(List.of(name + ": " + reason));
    }
  }

  private void refuse(List<String> missing) {
    if (missing.isEmpty()) {
      return;
    }
    String message = "missing: " + String.join("; ", missing);
    if (missingIsFailure) {
      throw new AssertionError(message);
    }
    throw new TestAbortedException(message);
  }

  Map<String, String> skippedHere() {
    return skipped;
  }

  private Path find(String tool, List<String> missing) {
    String entry = installed.getProperty(tool, "");
    if (!entry.isEmpty() && !entry.startsWith(UNAVAILABLE)) {
      Path path = Path.of(entry);
      if (Files.exists(path)) {
        return path;
      }
    }
    for (String directory : searchPath.split(File.pathSeparator, -1)) {
      Path path = Path.of(directory, tool);
      if (Files.isExecutable(path) && Files.isRegularFile(path)) {
        return path;
      }
    }
    String reason =
        entry.startsWith(UNAVAILABLE)
            ? entry.substring(UNAVAILABLE.length())
            : "not found; `.ci/setup native` installs it";
    skipped.put(tool, reason);
    missing.add(tool + ": " + reason);
    return Path.of(tool);
  }

  private static Properties installed() {
    Properties properties = new Properties();
    Path file = directory().resolve("tools.properties");
    if (Files.isRegularFile(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return properties;
  }
}
