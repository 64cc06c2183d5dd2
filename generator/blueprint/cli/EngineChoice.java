package blueprint.cli;

import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.pipeline.Delivery;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which engine hands over, where a blueprint is compiled for several. */
final class EngineChoice {

  private EngineChoice() {}

  /**
   * The engine's name.
   *
   * @param wanted what the user typed, if anything
   */
  static String of(@Nullable String wanted, Delivery delivery) {
    List<String> engines = delivery.engineNames();
    if (wanted == null && engines.size() == 1) {
      return engines.get(0);
    }
    if (wanted == null) {
      throw usage(
          "the blueprint is compiled for " + String.join(" and ", engines),
          "choose the one that made the system, or is to make it, with --engine");
    }
    String name = wanted.toLowerCase(Locale.ROOT);
    if (!engines.contains(name)) {
      throw usage(
          "the blueprint is not compiled for `" + wanted + "`",
          "it is for " + String.join(" and ", engines));
    }
    return name;
  }

  private static CommandFailure usage(String message, String hint) {
    return new CommandFailure(ExitCode.USAGE, Failure.of(Kind.USAGE, message, hint));
  }
}
