package blueprint.cli;

import blueprint.compile.Compiler;
import blueprint.source.SourceReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what an environment is made of. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    header = "Show a blueprint in full, and where each value comes from.",
    description = {
      "Prints one environment of a blueprint as a blueprint of its own, with every default written",
      "out, and beside each value the line that it comes from. It compiles to the same files."
    })
final class RenderCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Inputs inputs = new Inputs();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<SourceReader.Decoded> files = inputs.read();
    if (files.size() > 1) {
      throw new CommandFailure(ExitCode.USAGE, "`render` shows one blueprint at a time");
    }
    Compiler.Rendered rendered = Compiler.render(files.get(0), inputs.environment());
    inputs.report(rendered.found().sorted(), spec.commandLine().getErr());
    if (rendered.found().hasErrors()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    if (rendered.texts().size() > 1) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the blueprint has "
              + rendered.texts().size()
              + " environments; choose one of them with --env");
    }
    out.print(rendered.texts().get(0));
    return ExitCode.DONE;
  }
}
