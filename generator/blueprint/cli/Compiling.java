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

  private Compiling() {}

  /** Compiles all inputs and reports; empty when any of them has an error. */
  static Optional<List<Output>> run(Inputs inputs, Report report) {
    return run(inputs, files -> Compiler.compile(files, inputs.environment()), false, report);
  }

  /**
   * The same for a command that expects problems.
   *
   * @param strict whether each of them is an error
   */
  static Optional<List<Output>> validate(Inputs inputs, boolean strict, Report report) {
    return run(inputs, files -> Compiler.validate(files, inputs.environment()), strict, report);
  }

  private static Optional<List<Output>> run(
      Inputs inputs,
      Function<List<SourceReader.Decoded>, List<Compilation>> compiler,
      boolean strict,
      Report report) {
    List<Compilation> compilations;
    List<SourceReader.Decoded> files = inputs.read();
    try {
      compilations = report.during("compiling " + names(files), () -> compiler.apply(files));
    } catch (Compiler.NodeMissing e) {
      throw new CommandFailure(
          ExitCode.TOOL_MISSING, Failure.of(Kind.NODE_MISSING, String.valueOf(e.getMessage())));
    }
    boolean minded = false;
    for (Compilation compilation : compilations) {
      Diagnostics found = compilation.found();
      List<Diagnostic> problems = strict ? found.strict() : found.sorted();
      report.add(problems);
      minded |= strict && !problems.isEmpty();
    }
    if (minded || compilations.stream().anyMatch(one -> one.outputs().isEmpty())) {
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
