package blueprint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.SyntaxDiagnostics;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.output.OutputTree;
import blueprint.plan.Plan;
import blueprint.plan.Planner;
import blueprint.rule.Rules;
import blueprint.source.SourceReader;
import blueprint.source.YamlReader;
import blueprint.target.overview.OverviewTarget;
import blueprint.target.packer.PackerTarget;
import blueprint.target.terraform.WithoutNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The compiler without Node: thousands of blueprints in seconds. */
public final class FrontEnd {

  private FrontEnd() {}

  /** Whether bytes are planned rather than refused. */
  static boolean plans(byte[] bytes, Diagnostics found) {
    return plan(bytes, found).isPresent();
  }

  /** What bytes mean, if they are not refused. */
  public static Optional<Plan> plan(byte[] bytes, Diagnostics found) {
    SourceReader.Decoded decoded = SourceReader.decode("mutant.yaml", bytes);
    if (decoded.problem().isPresent()) {
      found.add(SyntaxDiagnostics.of(decoded.problem().get()));
      return Optional.empty();
    }
    YamlReader.Document document = YamlReader.read(decoded.file());
    document.problems().forEach(problem -> found.add(SyntaxDiagnostics.of(problem)));
    if (document.root().isEmpty() || found.hasErrors()) {
      return Optional.empty();
    }
    Optional<Blueprint> blueprint = BlueprintReader.read(document.root().get(), found);
    blueprint.ifPresent(b -> Rules.check(b, found));
    if (blueprint.isEmpty() || found.hasErrors()) {
      return Optional.empty();
    }
    Plan plan = Planner.plan(blueprint.get());
    assertThat(plan.name()).isNotEmpty();
    return Optional.of(plan);
  }

  /** All files of a plan, each by its path; Terraform's as they are before CDKTF. */
  public static Map<String, String> files(Plan plan) {
    PackerTarget.Result packer = PackerTarget.emit(plan);
    OutputTree tree = OverviewTarget.emit(plan, packer.imageNames()).with("packer", packer.tree());
    Map<String, String> files = new TreeMap<>();
    tree.files().forEach((path, file) -> files.put(path, file.text()));
    WithoutNode.emit(plan, packer.imageNames())
        .forEach((name, text) -> files.put("terraform/" + name, text));
    return files;
  }
}
