package blueprint.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Compiles and writes nothing. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    header = "Report what is wrong with blueprints, and write nothing.",
    description = {
      "Reports everything that is wrong with blueprints and writes nothing: exit code 0 or 3.%n",
      "With --strict every warning is an error, and what is legal but may go wrong is looked for too."
    })
final class ValidateCommand implements Callable<Integer> {

  @ParentCommand private Main main;
  @Mixin private Inputs inputs = new Inputs();

  @Option(names = "--strict", description = "Treat warnings as errors, and look for more.")
  private boolean strict;

  @Override
  public Integer call() {
    return Compiling.validate(inputs, strict, main.report()).isPresent()
        ? ExitCode.DONE
        : ExitCode.INVALID_BLUEPRINT;
  }
}
