package blueprint.cli;

import blueprint.compile.Compilation.Output;
import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.output.Comparison;
import blueprint.output.TreeWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Compiles and compares. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    header = "Compare blueprints with what is written and committed.",
    description = {
      "Compiles blueprints and compares the result with what is on disk, for CI: exit code 0 when the",
      "committed output is current and unedited, 2 with a list of differences when it is not."
    })
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private Inputs inputs = new Inputs();
  @Mixin private Destination destination = new Destination();

  @Override
  public Integer call() {
    Optional<List<Output>> outputs = Compiling.run(inputs, main.report());
    if (outputs.isEmpty()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    boolean clean = true;
    for (Output output : outputs.get()) {
      clean &= check(output);
    }
    return clean ? ExitCode.DONE : ExitCode.DIFFERENCE;
  }

  private boolean check(Output output) {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = destination.of(output.folder());
    try {
      Comparison comparison = TreeWriter.compare(output.tree(), folder);
      comparison
          .differences()
          .forEach(d -> out.println(folder.resolve(d.path()) + " " + d.kind().words()));
      comparison.foreign().forEach(path -> out.println(folder.resolve(path) + " is not ours"));
      boolean lock = TreeWriter.lockIsCurrent(output.lock(), folder);
      if (!lock && comparison.isClean()) {
        out.println(folder.resolve("blueprint.lock.json") + " is outdated");
      }
      if (lock && comparison.isClean()) {
        out.println(folder + ": " + output.tree().files().size() + " files, current");
      }
      boolean clean = lock && comparison.isClean();
      if (!clean) {
        main.report().add(Failure.of(Kind.OUTPUT_DIFFERS, folder.toString()).at(folder));
      }
      return clean;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FILE_SYSTEM,
          Failure.of(Kind.OUTPUT_UNREADABLE, folder.toString(), String.valueOf(e.getMessage()))
              .at(folder));
    }
  }
}
