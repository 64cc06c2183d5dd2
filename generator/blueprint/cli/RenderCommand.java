package blueprint.cli;

import blueprint.compile.Compiler;
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
  @Mixin private Input input = new Input();

  @Override
  public Integer call() {
    Compiler.Rendered rendered = Compiler.render(input.read().get(0), input.environment());
    main.report().add(rendered.found().sorted());
    if (rendered.found().hasErrors()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    int environments = rendered.texts().size();
    if (environments > 1) {
      throw Choices.severalEnvironments(environments);
    }
    spec.commandLine().getOut().print(rendered.texts().get(0));
    return ExitCode.DONE;
  }
}
