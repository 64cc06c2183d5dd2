package blueprint.cli;

import blueprint.compile.Compilation.Output;
import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.output.Fingerprint;
import blueprint.output.FolderBusyException;
import blueprint.output.TreeWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Compiles and writes. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    header = "Compile blueprints and write their files.",
    description = {
      "Compiles blueprints and writes one folder for each: Packer JSON, Terraform or CloudFormation, and a README that",
      "says in which order to apply them. Nothing is written unless everything compiled.%n",
      "Files that you edited are not overwritten (exit code 2), files of your own are left alone, and",
      "files that the blueprint no longer yields are removed."
    })
final class GenerateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private Inputs inputs = new Inputs();
  @Mixin private Destination destination = new Destination();

  @Option(names = "--force", description = "Overwrite files that were edited by hand.")
  private boolean force;

  @Override
  public Integer call() {
    Optional<List<Output>> outputs = Compiling.run(inputs, main.report());
    if (outputs.isEmpty()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    return writeAll(outputs.get());
  }

  private int writeAll(List<Output> outputs) {
    PrintWriter out = spec.commandLine().getOut();
    int code = ExitCode.DONE;
    boolean repeatable = true;
    Map<String, Fingerprint> folders = new LinkedHashMap<>();
    for (Output output : outputs) {
      Path folder = destination.of(output.folder());
      TreeWriter.Written written = write(output, folder);
      if (!written.editedByHand().isEmpty()) {
        written.editedByHand().forEach(path -> main.report().add(edited(folder, path)));
        code = ExitCode.DIFFERENCE;
        continue;
      }
      Losses.note(written.lost(), folder, main.report());
      repeatable &= written.lost().isEmpty();
      Fingerprint print = Fingerprint.of(output.lock());
      folders.put(folder.toString(), print);
      String line = line(folder.toString(), written.changed().size(), print.size());
      out.println(
          line + (written.completed() ? "; a run before this one had been interrupted" : ""));
    }
    if (code == ExitCode.DONE && repeatable) {
      main.did(inputs.digests(), folders);
    }
    return code;
  }

  /** What is said of one folder. */
  static String line(String folder, int changed, int files) {
    return changed == 0
        ? folder + ": " + files + " files, unchanged"
        : folder + ": " + changed + " of " + files + " files written";
  }

  private TreeWriter.Written write(Output output, Path folder) {
    try {
      return TreeWriter.write(output.tree(), output.lock(), folder, force);
    } catch (FolderBusyException e) {
      throw CommandFailure.busy(e);
    } catch (IOException e) {
      throw CommandFailure.files(
          e.getSuppressed().length == 0 ? Kind.OUTPUT_UNWRITABLE : Kind.OUTPUT_UNFINISHED,
          folder,
          e);
    }
  }

  private static Failure edited(Path folder, String path) {
    String file = folder.resolve(path).toString();
    return Failure.of(Kind.EDITED_BY_HAND, file, folder.toString()).at(file);
  }
}
