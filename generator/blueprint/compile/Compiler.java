package blueprint.compile;

import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.SyntaxDiagnostics;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.output.Lock;
import blueprint.output.OutputTree;
import blueprint.plan.Plan;
import blueprint.plan.Planner;
import blueprint.rule.Rules;
import blueprint.source.SourceReader;
import blueprint.source.YamlReader;
import blueprint.target.overview.OverviewTarget;
import blueprint.target.packer.PackerTarget;
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

  /** Compiles blueprints; all of them share one engine process. */
  public static List<Compilation> compile(List<SourceReader.Decoded> files) {
    List<Understood> understood = files.stream().map(Compiler::understand).toList();
    List<Compilation> done = new ArrayList<>();
    for (Understood one : understood) {
      done.add(new Compilation(one.file(), one.found(), one.plan().map(Compiler::emit)));
    }
    return done;
  }

  private static Compilation.Output emit(Plan plan) {
    PackerTarget.Result packer = PackerTarget.emit(plan);
    OutputTree tree =
        OverviewTarget.emit(plan, packer.imageNames()).with("packer", packer.tree());
    return new Compilation.Output(plan.name(), tree, Lock.of(tree, List.of()));
  }

  /** A blueprint whose meaning is known, or what keeps it from being known. */
  private record Understood(
      String file, Diagnostics found, Optional<Blueprint> blueprint, Optional<Plan> plan) {}

  private static Understood understand(SourceReader.Decoded decoded) {
    Diagnostics found = new Diagnostics();
    Optional<Blueprint> blueprint = read(decoded, found);
    blueprint.ifPresent(b -> Rules.check(b, found));
    Optional<Plan> plan = found.hasErrors() ? Optional.empty() : blueprint.map(Planner::plan);
    return new Understood(decoded.file().name(), found, blueprint, plan);
  }

  private static Optional<Blueprint> read(SourceReader.Decoded decoded, Diagnostics found) {
    if (decoded.problem().isPresent()) {
      found.add(SyntaxDiagnostics.of(decoded.problem().get()));
      return Optional.empty();
    }
    YamlReader.Document document = YamlReader.read(decoded.file());
    document.problems().forEach(problem -> found.add(SyntaxDiagnostics.of(problem)));
    if (document.root().isEmpty() || found.hasErrors()) {
      return Optional.empty();
    }
    return BlueprintReader.read(document.root().get(), found);
  }
}
