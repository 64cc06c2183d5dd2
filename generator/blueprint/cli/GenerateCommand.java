package blueprint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import blueprint.compile.Compilation.Output;
import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.memo.Digest;
import blueprint.output.Fingerprint;
import blueprint.output.FolderBusyException;
import blueprint.output.Leftovers;
import blueprint.output.SealedFile;
import blueprint.output.TreeWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
      "files that the blueprint no longer yields are removed. The folder of an environment that is gone",
      "stays, with a warning.%n",
      "With --ci it also writes a pipeline for each blueprint into its Git repository, which checks,",
      "compares, plans and applies."
    })
final class GenerateCommand implements Callable<Integer> {

  /** How many folders are written at the same time. */
  private static final int AT_ONCE = 8;

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private Inputs inputs = new Inputs();
  @Mixin private Destination destination = new Destination();

  @Mixin private PipelineChoice pipeline = new PipelineChoice();

  @Option(names = "--force", description = "Overwrite files that were edited by hand.")
  private boolean force;

  @Override
  public Integer call() {
    pipeline.refuseNonsense(inputs);
    Optional<List<Output>> outputs = Compiling.run(inputs, main.report());
    if (outputs.isEmpty()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    List<PipelineChoice.File> pipelines = pipeline.files(inputs, destination);
    int code = writeAll(outputs.get());
    return code == ExitCode.DONE ? writePipelines(pipelines) : code;
  }

  private int writePipelines(List<PipelineChoice.File> pipelines) {
    int code = ExitCode.DONE;
    for (PipelineChoice.File file : pipelines) {
      SealedFile.State state = file.write(force);
      if (state == SealedFile.State.EDITED) {
        main.report().add(Failure.of(Kind.PIPELINE_EDITED, file.shown()).at(file.shown()));
        code = ExitCode.DIFFERENCE;
        continue;
      }
      String word = state == SealedFile.State.CURRENT ? "unchanged" : "written";
      spec.commandLine().getOut().println(file.shown() + ": " + word);
    }
    return code;
  }

  private int writeAll(List<Output> outputs) {
    PrintWriter out = spec.commandLine().getOut();
    int code = ExitCode.DONE;
    Leftovers leftovers = destination.leftovers(outputs, inputs);
    boolean repeatable = true;
    Map<String, Fingerprint> folders = new LinkedHashMap<>();
    List<Future<TreeWriter.Written>> writing = startWriting(outputs);
    for (int i = 0; i < outputs.size(); i++) {
      Output output = outputs.get(i);
      Path folder = destination.of(output.folder());
      TreeWriter.Written written = ended(writing.get(i), folder);
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
    leftovers
        .folders()
        .forEach(folder -> main.report().add(Destination.left(folder, leftovers).warning()));
    if (code == ExitCode.DONE && repeatable && !pipeline.isWanted()) {
      main.did(read(outputs), folders, leftovers);
    }
    return code;
  }

  /** The digests of the blueprints, and of what was read beside them. */
  private Map<String, String> read(List<Output> outputs) {
    Map<String, String> digests = new LinkedHashMap<>(inputs.digests());
    outputs.forEach(
        output ->
            output
                .read()
                .forEach((file, text) -> digests.put(file, Digest.of(text.getBytes(UTF_8)))));
    return digests;
  }

  /** What is said of one folder. */
  static String line(String folder, int changed, int files) {
    return changed == 0
        ? folder + ": " + files + " files, unchanged"
        : folder + ": " + changed + " of " + files + " files written";
  }

  /** Begins with all folders, a few at a time: a disk lets those wait together. */
  private List<Future<TreeWriter.Written>> startWriting(List<Output> outputs) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      return outputs.stream().map(output -> threads.submit(() -> write(output))).toList();
    } finally {
      threads.shutdown();
    }
  }

  private TreeWriter.Written write(Output output) throws IOException, FolderBusyException {
    Path folder = destination.of(output.folder());
    return TreeWriter.write(output.tree(), output.lock(), folder, force);
  }

  /** The end of writing a folder. */
  private static TreeWriter.Written ended(Future<TreeWriter.Written> writing, Path folder) {
    try {
      return writing.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FolderBusyException busy) {
        throw CommandFailure.busy(busy);
      } else if (e.getCause() instanceof IOException failed) {
        throw CommandFailure.files(
            failed.getSuppressed().length == 0 ? Kind.OUTPUT_UNWRITABLE : Kind.OUTPUT_UNFINISHED,
            folder,
            failed);
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Failure edited(Path folder, String path) {
    String file = folder.resolve(path).toString();
    return Failure.of(Kind.EDITED_BY_HAND, file, folder.toString()).at(file);
  }
}
