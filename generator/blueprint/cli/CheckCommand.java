package blueprint.cli;

import blueprint.compile.Compilation.Output;
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
import picocli.CommandLine.Option;
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
  @Mixin private Inputs inputs = new Inputs();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Where the folders are (default: ${DEFAULT-VALUE}).")
  private Path directory = Path.of("out");

  @Override
  public Integer call() {
    Optional<List<Output>> outputs = Compiling.run(inputs, spec.commandLine().getErr());
    if (outputs.isEmpty()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    boolean clean = true;
    for (Output output : outputs.get()) {
      clean &= check(output);
    }
    if (!clean) {
      spec.commandLine().getErr().println("hint: run `blueprint generate` and commit the result");
    }
    return clean ? ExitCode.DONE : ExitCode.DIFFERENCE;
  }

  private boolean check(Output output) {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = directory.resolve(output.folder());
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
      return lock && comparison.isClean();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FILE_SYSTEM, "cannot read " + folder + ": " + e.getMessage());
    }
  }
}
