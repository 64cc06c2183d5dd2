package blueprint.cli;

import blueprint.compile.Compilation.Output;
import blueprint.output.OutputLock;
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

/** Compiles and writes. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    header = "Compile blueprints and write their files.",
    description = {
      "Compiles blueprints and writes one folder for each: Packer JSON, Terraform and a README that",
      "says in which order to apply them. Nothing is written unless everything compiled.%n",
      "Files that you edited are not overwritten (exit code 2), files of your own are left alone, and",
      "files that the blueprint no longer yields are removed."
    })
final class GenerateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Inputs inputs = new Inputs();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Where the folders go (default: ${DEFAULT-VALUE}).")
  private Path directory = Path.of("out");

  @Option(names = "--force", description = "Overwrite files that were edited by hand.")
  private boolean force;

  @Override
  public Integer call() {
    Optional<List<Output>> outputs = Compiling.run(inputs, spec.commandLine().getErr());
    if (outputs.isEmpty()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    try (OutputLock held = OutputLock.acquire(directory)) {
      return writeAll(outputs.get(), held);
    } catch (OutputLock.Held e) {
      throw new CommandFailure(
          ExitCode.LOCKED,
          "another run is writing to " + directory + "; try again when it is done");
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FILE_SYSTEM, "cannot write to " + directory + ": " + e.getMessage());
    }
  }

  private int writeAll(List<Output> outputs, OutputLock held) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    int code = ExitCode.DONE;
    for (Output output : outputs) {
      Path folder = directory.resolve(output.folder());
      TreeWriter.Written written =
          TreeWriter.write(output.tree(), output.lock(), folder, force, held);
      if (!written.editedByHand().isEmpty()) {
        written
            .editedByHand()
            .forEach(
                path -> err.println("blueprint: " + folder.resolve(path) + " was edited by hand"));
        err.println(
            "hint: nothing in "
                + folder
                + " was changed; move the edit into the blueprint"
                + " (`overrides:`), or write over it with --force");
        code = ExitCode.DIFFERENCE;
        continue;
      }
      int files = output.tree().files().size();
      int changed = written.changed().size();
      out.println(
          folder
              + ": "
              + (changed == 0
                  ? files + " files, unchanged"
                  : changed + " of " + files + " files written"));
    }
    return code;
  }
}
