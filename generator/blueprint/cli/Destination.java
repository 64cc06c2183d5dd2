package blueprint.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder that holds the folders of the blueprints. */
final class Destination {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Where the folders of the blueprints are (default: ${DEFAULT-VALUE}).")
  private Path directory = Path.of("out");

  /** The folder of one blueprint. */
  Path of(String name) {
    return directory.resolve(name);
  }

  Path directory() {
    return directory;
  }
}
