package blueprint.cli;

import blueprint.compile.Compilation;
import blueprint.compile.Compilation.Output;
import blueprint.compile.Compiler;
import blueprint.diagnostic.Diagnostic;
import blueprint.source.SourceReader;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the commands that compile have in common. */
final class Compiling {

  private Compiling() {}

  /** Compiles all inputs and reports; empty when any of them has an error. */
  static Optional<List<Output>> run(Inputs inputs, PrintWriter err) {
    return run(inputs, files -> Compiler.compile(files, inputs.environment()), err);
  }

  /** The same for a command that expects problems. */
  static Optional<List<Output>> validate(Inputs inputs, PrintWriter err) {
    return run(inputs, files -> Compiler.validate(files, inputs.environment()), err);
  }

  private static Optional<List<Output>> run(
      Inputs inputs,
      Function<List<SourceReader.Decoded>, List<Compilation>> compiler,
      PrintWriter err) {
    List<Compilation> compilations;
    try {
      compilations = compiler.apply(inputs.read());
    } catch (Compiler.NodeMissing e) {
      throw new CommandFailure(ExitCode.TOOL_MISSING, String.valueOf(e.getMessage()));
    }
    List<Diagnostic> found = new ArrayList<>();
    compilations.forEach(compilation -> found.addAll(compilation.found().sorted()));
    inputs.report(found, err);
    if (compilations.stream().anyMatch(compilation -> compilation.outputs().isEmpty())) {
      return Optional.empty();
    }
    List<Output> outputs =
        compilations.stream().flatMap(compilation -> compilation.outputs().stream()).toList();
    Set<String> folders = new HashSet<>();
    for (Output output : outputs) {
      if (!folders.add(output.folder())) {
        throw new CommandFailure(
            ExitCode.INVALID_BLUEPRINT,
            "two of the blueprints are called `" + output.folder() + "`; rename one of them");
      }
    }
    return Optional.of(outputs);
  }
}
