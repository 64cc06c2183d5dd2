package blueprint.packaging;

import blueprint.nativetool.NativeTools;
import blueprint.nativetool.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code .ci/dist} makes of the jar that was built. */
final class Distribution {

  private Distribution() {}

  /** Makes it in a folder of its own, and returns what is released as a folder. */
  static Path make(Path into) throws IOException, InterruptedException {
    NativeTools.require("python3");
    if (!Files.exists(Path.of("target/blueprint.jar"))) {
      throw new AssertionError("there is no target/blueprint.jar: mvn package");
    }
    ToolRun.of(".ci/dist", into).succeeded();
    try (Stream<Path> list = Files.list(into)) {
      return list.filter(Files::isDirectory).findFirst().orElseThrow().toAbsolutePath();
    }
  }

  static ToolRun run(Path directory, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    return ToolRun.in(directory, environment, Duration.ofMinutes(2), command.toArray());
  }
}
