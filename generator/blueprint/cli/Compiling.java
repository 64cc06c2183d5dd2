package blueprint.cli;

import blueprint.compile.Compilation;
import blueprint.compile.Compilation.Output;
import blueprint.compile.Compiler;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.diagnostic.TextRenderer;
import blueprint.source.SourceReader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the commands that compile have in common. */
final class Compiling {

  /** What becomes of problems that keep nobody from going on. */
  private enum Warnings {
    REPORTED,
    ERRORS,
    IGNORED
  }

  private Compiling() {}

  /** Compiles all inputs and reports; empty when any of them has an error. */
  static Optional<List<Output>> run(Choices inputs, Report report) {
    return run(
        inputs, files -> Compiler.compile(files, inputs.environment()), Warnings.REPORTED, report);
  }

  /**
   * The same for a command that expects problems.
   *
   * @param strict whether each of them is an error
   */
  static Optional<List<Output>> validate(Choices inputs, boolean strict, Report report) {
    return run(
        inputs,
        files -> Compiler.validate(files, inputs.environment()),
        strict ? Warnings.ERRORS : Warnings.REPORTED,
        report);
  }

  /** The same, with the way back, for a command that is told only of what is in its way. */
  static Optional<List<Output>> trace(Choices inputs, Report report) {
    return run(
        inputs, files -> Compiler.trace(files, inputs.environment()), Warnings.IGNORED, report);
  }

  /** The same, with the way back and all that there is to say. */
  static Optional<List<Output>> deliver(Choices inputs, Report report) {
    return run(
        inputs, files -> Compiler.trace(files, inputs.environment()), Warnings.REPORTED, report);
  }

  private static Optional<List<Output>> run(
      Choices inputs,
      Function<List<SourceReader.Decoded>, List<Compilation>> compiler,
      Warnings warnings,
      Report report) {
    List<Compilation> compilations;
    List<SourceReader.Decoded> files = inputs.read();
    try {
      compilations = report.during("compiling " + names(files), () -> compiler.apply(files));
    } catch (Compiler.NodeMissing e) {
      throw new CommandFailure(
          ExitCode.TOOL_MISSING, Failure.of(Kind.NODE_MISSING, String.valueOf(e.getMessage())));
    } catch (Compiler.EngineFailed e) {
      throw new CommandFailure(
          e.hadNoRoom() ? ExitCode.FILE_SYSTEM : ExitCode.OUR_BUG,
          Failure.of(
              e.hadNoRoom() ? Kind.TEMPORARY_UNWRITABLE : Kind.NODE_ENDED,
              String.valueOf(e.getMessage())));
    }
    boolean rejected = false;
    for (Compilation compilation : compilations) {
      Diagnostics found = compilation.found();
      List<Diagnostic> problems = warnings == Warnings.ERRORS ? found.strict() : found.sorted();
      boolean minded = warnings == Warnings.ERRORS && !problems.isEmpty();
      rejected |= minded || compilation.outputs().isEmpty();
      if (warnings != Warnings.IGNORED || compilation.outputs().isEmpty()) {
        report.add(problems);
      }
    }
    if (rejected) {
      return Optional.empty();
    }
    List<Output> outputs =
        compilations.stream().flatMap(compilation -> compilation.outputs().stream()).toList();
    Set<String> folders = new HashSet<>();
    for (Output output : outputs) {
      if (!folders.add(output.folder())) {
        throw new CommandFailure(
            ExitCode.INVALID_BLUEPRINT, Failure.of(Kind.SAME_NAME, output.folder()));
      }
    }
    return Optional.of(outputs);
  }

  private static String names(List<SourceReader.Decoded> files) {
    return files.size() == 1
        ? TextRenderer.safe(files.get(0).file().name())
        : files.size() + " blueprints";
  }
}
