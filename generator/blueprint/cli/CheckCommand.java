package blueprint.cli;

import blueprint.compile.Compilation.Output;
import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.output.Comparison;
import blueprint.output.FolderBusyException;
import blueprint.output.OutputFile;
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
    Comparison comparison = compare(output, folder);
    for (Comparison.Difference difference : comparison.differences()) {
      out.println(folder.resolve(difference.path()) + " " + difference.kind().words());
      out.print(edit(output, folder, difference));
    }
    Losses.note(comparison.lost(), folder, main.report());
    comparison.foreign().forEach(path -> out.println(folder.resolve(path) + " is not ours"));
    if (comparison.isClean()) {
      out.println(folder + ": " + output.tree().files().size() + " files, current");
      return true;
    }
    if (comparison.differences().isEmpty() && !comparison.interrupted()) {
      out.println(folder.resolve("blueprint.lock.json") + " is outdated");
    }
    Kind kind = comparison.interrupted() ? Kind.OUTPUT_INTERRUPTED : Kind.OUTPUT_DIFFERS;
    main.report().add(Failure.of(kind, folder.toString()).at(folder));
    return false;
  }

  private static String edit(Output output, Path folder, Comparison.Difference difference) {
    OutputFile made = output.tree().files().get(difference.path());
    if (difference.kind() != Comparison.Kind.EDITED || made == null) {
      return "";
    }
    try {
      return EditRenderer.render(made, folder.resolve(difference.path()));
    } catch (IOException e) {
      return "";
    }
  }

  /** How a folder differs from what a blueprint yields. */
  static Comparison compare(Output output, Path folder) {
    try {
      return TreeWriter.compare(output.tree(), output.lock(), folder);
    } catch (FolderBusyException e) {
      throw CommandFailure.busy(e);
    } catch (IOException e) {
      throw CommandFailure.files(Kind.OUTPUT_UNREADABLE, folder, e);
    }
  }
}
