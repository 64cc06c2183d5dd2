package blueprint.compile;

import blueprint.compile.Understood.Meaning;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.plan.Plan;
import blueprint.source.SourceReader;
import blueprint.target.overview.OverviewTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text to files, phase by phase; a phase begins only when the one before found no error. */
public final class Compiler {

  private Compiler() {}

  /** Node, which an engine needs, is not there. */
  public static final class NodeMissing extends RuntimeException {
    NodeMissing(String message) {
      super(message);
    }
  }

  /** An engine did not do its work, for a reason outside this program. */
  public static final class EngineFailed extends RuntimeException {
    private final boolean noRoom;

    EngineFailed(RuntimeException cause, boolean noRoom) {
      super(cause.getMessage(), cause);
      this.noRoom = noRoom;
    }

    /** Whether there was no room for temporary files; else its process ended. */
    public boolean hadNoRoom() {
      return noRoom;
    }
  }

  /**
   * Compiles blueprints; all of them share one process of each engine, and Terraform's starts while
   * they are read. While it works for one of them, another one is compiled.
   *
   * @param only the environment that is wanted; all when empty
   * @throws NodeMissing if an engine needs {@code node} and there is none
   * @throws EngineFailed if the engine's process ends, or has no room for temporary files
   */
  public static List<Compilation> compile(List<SourceReader.Decoded> files, Optional<String> only) {
    try (Engines engines = Engines.startingFor(files)) {
      return files.parallelStream()
          .map(file -> emit(Understood.of(file, only), engines, false))
          .toList();
    }
  }

  /** What is wrong with a blueprint as far as that is known before anything is emitted. */
  public static List<Diagnostic> problems(SourceReader.Decoded file) {
    return Understood.of(file, Optional.empty()).problems().sorted();
  }

  /**
   * The same where problems are likely: the engine starts only when there is something to emit.
   *
   * @throws NodeMissing if there is something to emit that needs {@code node}, and there is none
   */
  public static List<Compilation> validate(
      List<SourceReader.Decoded> files, Optional<String> only) {
    return emit(files, only, false);
  }

  /**
   * The same, and each output knows where every part of it comes from, at the price of memory.
   *
   * @throws NodeMissing if there is something to emit that needs {@code node}, and there is none
   */
  public static List<Compilation> trace(List<SourceReader.Decoded> files, Optional<String> only) {
    return emit(files, only, true);
  }

  private static List<Compilation> emit(
      List<SourceReader.Decoded> files, Optional<String> only, boolean traces) {
    List<Understood> understood = files.stream().map(file -> Understood.of(file, only)).toList();
    if (understood.stream().noneMatch(Understood::hasPlan)) {
      return understood.stream().map(Compiler::rejected).toList();
    }
    try (Engines engines = new Engines()) {
      return understood.parallelStream().map(one -> emit(one, engines, traces)).toList();
    }
  }

  /**
   * One environment of a blueprint as a blueprint of its own, with all defaults, and beside each
   * value where it comes from.
   *
   * @param only the environment; may be empty when there are none
   */
  public static Rendered render(SourceReader.Decoded file, Optional<String> only) {
    Understood understood = Understood.of(file, only);
    Diagnostics problems = understood.problems();
    List<String> texts =
        problems.hasErrors()
            ? List.of()
            : understood.environments().stream()
                .map(meaning -> Rendering.of(meaning.environment()))
                .toList();
    return new Rendered(problems, texts);
  }

  /**
   * What became of a rendering.
   *
   * @param texts by environment; none when there are errors
   */
  public record Rendered(Diagnostics found, List<String> texts) {}

  /**
   * Draws a blueprint, for which no engine is needed.
   *
   * @param environment the one that is wanted; all when empty
   */
  public static Drawings draw(SourceReader.Decoded file, Optional<String> environment) {
    Understood understood = Understood.of(file, environment);
    Diagnostics found = understood.problems();
    List<Drawings.Drawing> drawings = new ArrayList<>();
    for (Meaning meaning : understood.environments()) {
      meaning
          .plan()
          .filter(plan -> !found.hasErrors())
          .map(plan -> drawing(meaning.folder(), plan))
          .ifPresent(drawings::add);
    }
    return new Drawings(found, drawings);
  }

  private static Drawings.Drawing drawing(String folder, Plan plan) {
    return new Drawings.Drawing(folder, OverviewTarget.mermaid(plan), OverviewTarget.svg(plan));
  }

  /** What a blueprint makes, in each of its environments; no engine is needed to know it. */
  public static Stock takeStock(SourceReader.Decoded file) {
    return Stocktaking.of(Understood.alone(file));
  }

  /** What a pipeline has to know of a blueprint, for which no engine is needed. */
  public static Rollout rollOut(SourceReader.Decoded file) {
    return Rollout.of(Understood.alone(file));
  }

  private static Compilation emit(Understood one, Engines engines, boolean traces) {
    List<Compilation.Output> outputs = new ArrayList<>();
    for (Meaning meaning : one.environments()) {
      meaning.plan().ifPresent(plan -> outputs.add(Emission.of(meaning, plan, engines, traces)));
    }
    Diagnostics problems = one.problems();
    return problems.hasErrors() ? rejected(one) : new Compilation(one.file(), problems, outputs);
  }

  private static Compilation rejected(Understood one) {
    return new Compilation(one.file(), one.problems(), List.of());
  }
}
