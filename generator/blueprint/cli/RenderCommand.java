package blueprint.cli;

import blueprint.compile.Compiler;
import blueprint.diagnostic.Failure;
import blueprint.source.SourceReader;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
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
  @ParentCommand private Main main;
  @Mixin private Inputs inputs = new Inputs();

  @Override
  public Integer call() {
    List<SourceReader.Decoded> files = inputs.read();
    if (files.size() > 1) {
      throw usage("`render` shows one blueprint at a time", "name one file");
    }
    Compiler.Rendered rendered = Compiler.render(files.get(0), inputs.environment());
    main.report().add(rendered.found().sorted());
    if (rendered.found().hasErrors()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    int environments = rendered.texts().size();
    if (environments > 1) {
      throw usage(
          "the blueprint has " + environments + " environments", "choose one of them with --env");
    }
    spec.commandLine().getOut().print(rendered.texts().get(0));
    return ExitCode.DONE;
  }

  private static CommandFailure usage(String message, String hint) {
    return new CommandFailure(ExitCode.USAGE, Failure.of(Failure.Kind.USAGE, message, hint));
  }
}
