package blueprint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.SyntaxDiagnostics;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.plan.Planner;
import blueprint.rule.Rules;
import blueprint.source.SourceReader;
import blueprint.source.YamlReader;
import java.util.Optional;

/** All phases before the targets. */
final class FrontEnd {

  private FrontEnd() {}

  /** Whether bytes are planned rather than refused. */
  static boolean plans(byte[] bytes, Diagnostics found) {
    SourceReader.Decoded decoded = SourceReader.decode("mutant.yaml", bytes);
    if (decoded.problem().isPresent()) {
      found.add(SyntaxDiagnostics.of(decoded.problem().get()));
      return false;
    }
    YamlReader.Document document = YamlReader.read(decoded.file());
    document.problems().forEach(problem -> found.add(SyntaxDiagnostics.of(problem)));
    if (document.root().isEmpty() || found.hasErrors()) {
      return false;
    }
    Optional<Blueprint> blueprint = BlueprintReader.read(document.root().get(), found);
    blueprint.ifPresent(b -> Rules.check(b, found));
    if (blueprint.isEmpty() || found.hasErrors()) {
      return false;
    }
    assertThat(Planner.plan(blueprint.get()).name()).isNotEmpty();
    return true;
  }
}
