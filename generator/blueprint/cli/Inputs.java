package blueprint.cli;

import java.util.List;
import picocli.CommandLine.Parameters;

/** One blueprint or more. */
final class Inputs extends Choices {

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Blueprints.")
  private List<String> files = List.of();

  @Override
  List<String> files() {
    return files;
  }
}
