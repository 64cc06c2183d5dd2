package blueprint.cli;

import blueprint.diagnostic.JsonRenderer;
import blueprint.language.JsonSchema;
import blueprint.language.Reference;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the language for editors, or for people. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    header = "Print the language, for editors or for people.",
    description = {
      "Prints the JSON Schema of the blueprint language, with descriptions, for editors.",
      "For instance: blueprint schema > blueprint.schema.json, and as a blueprint's first line:",
      "  # yaml-language-server: $$schema=blueprint.schema.json"
    })
final class SchemaCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ArgGroup private Other other = new Other();

  /** What is printed in its place. */
  private static final class Other {
    @Option(names = "--markdown", description = "Print the language reference instead.")
    private boolean markdown;

    @Option(
        names = "--problems",
        description = "Print the JSON Schema of what --diagnostics=json writes instead.")
    private boolean diagnostics;

    @Option(
        names = "--differences",
        description = "Print the JSON Schema of what diff --format=json prints instead.")
    private boolean differences;

    String text() {
      if (markdown) {
        return Reference.text();
      } else if (diagnostics) {
        return JsonRenderer.schema();
      }
      return differences ? blueprint.diff.JsonRenderer.schema() : JsonSchema.text();
    }
  }

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(other.text());
    return ExitCode.DONE;
  }
}
