package blueprint.cli;

import blueprint.compile.Compilation.Output;
import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.output.Leftovers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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

  /**
   * What is left of environments that the blueprints no longer have; nothing when only one
   * environment is wanted, because then the others are not known.
   */
  Leftovers leftovers(List<Output> outputs, Choices inputs) {
    if (inputs.environment().isPresent()) {
      return Leftovers.none();
    }
    SortedSet<String> services = new TreeSet<>();
    Set<String> folders = new HashSet<>();
    for (Output output : outputs) {
      services.add(of(Path.of(output.folder()).getName(0).toString()).toString());
      folders.add(of(output.folder()).toString());
    }
    try {
      return Leftovers.of(services, folders);
    } catch (IOException e) {
      throw CommandFailure.files(Kind.OUTPUT_UNREADABLE, directory, e);
    }
  }

  /** What is to be said of one of them. */
  static Failure left(String folder, Leftovers leftovers) {
    Kind kind = leftovers.isShared(folder) ? Kind.ENVIRONMENTS_ADDED : Kind.ENVIRONMENT_GONE;
    return Failure.of(kind, folder).at(folder);
  }

  Path directory() {
    return directory;
  }
}
