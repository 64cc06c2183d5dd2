package blueprint.cli;

import java.util.List;
import picocli.CommandLine.Parameters;

/** Exactly one blueprint. */
final class Input extends Choices {

  @Parameters(index = "0", paramLabel = "FILE", description = "A blueprint.")
  private String file = "";

  @Override
  List<String> files() {
    return List.of(file);
  }
}
