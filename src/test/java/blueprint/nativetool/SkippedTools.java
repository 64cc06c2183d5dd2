package blueprint.nativetool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Names the tools that tests went without, on the terminal and in target/skipped-tools.txt. */
public final class SkippedTools implements TestExecutionListener {

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    List<String> lines =
        NativeTools.skipped().entrySet().stream()
            .map(tool -> "skipped: " + tool.getKey() + ": " + tool.getValue())
            .toList();
    if (lines.isEmpty()) {
      return;
    }
    lines.forEach(System.out::println);
    Path target = Path.of("target");
    if (Files.isDirectory(target)) {
      try {
        Files.write(
            target.resolve("skipped-tools.txt"),
            lines,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
