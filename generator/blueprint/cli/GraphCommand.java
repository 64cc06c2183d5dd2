package blueprint.cli;

import blueprint.compile.Compiler;
import blueprint.compile.Drawings;
import blueprint.diagnostic.Failure;
import blueprint.output.OneFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Draws a service. */
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    header = "Draw a service: zones, tiers, ports, who talks to whom.",
    description = {
      "Draws what a blueprint describes, as text for Mermaid or as an SVG that stands alone, and prints",
      "it or writes it to a file. `generate` writes the same SVG beside the README that shows it."
    })
final class GraphCommand implements Callable<Integer> {

  /** How the picture is written. */
  enum Format {
    MERMAID,
    SVG
  }

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private Input input = new Input();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "mermaid",
      description = "mermaid or svg (default: ${DEFAULT-VALUE}).")
  private Format format = Format.MERMAID;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the picture goes, instead of standard output.")
  private @Nullable String file;

  @Override
  public Integer call() {
    Drawings drawings = Compiler.draw(input.read().get(0), input.environment());
    if (drawings.all().isEmpty()) {
      main.report().add(drawings.found().sorted());
      return ExitCode.INVALID_BLUEPRINT;
    }
    if (drawings.all().size() > 1) {
      throw Choices.severalEnvironments(drawings.all().size());
    }
    Drawings.Drawing drawing = drawings.all().get(0);
    write(format == Format.SVG ? drawing.svg() : drawing.mermaid());
    return ExitCode.DONE;
  }

  private void write(String text) {
    if (file == null) {
      spec.commandLine().getOut().print(text);
      return;
    }
    try {
      OneFile.write(Path.of(file), text);
    } catch (IOException | InvalidPathException e) {
      throw new CommandFailure(
          ExitCode.FILE_SYSTEM,
          Failure.of(Failure.Kind.FILE_UNWRITABLE, file, String.valueOf(e.getMessage())).at(file));
    }
  }
}
