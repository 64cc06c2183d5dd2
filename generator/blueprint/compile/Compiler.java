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
import blueprint.target.terraform.CdktfSynthesizer;
import blueprint.target.terraform.NodeMissingException;
import blueprint.target.terraform.TerraformTarget;
import java.util.ArrayList;
import java.util.Iterator;
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

  /**
   * Compiles blueprints; all of them share one engine process, which starts while they are read.
   *
   * @throws NodeMissing if there is no {@code node}
   */
  public static List<Compilation> compile(List<SourceReader.Decoded> files) {
    try (CdktfSynthesizer cdktf = CdktfSynthesizer.warmUp()) {
      return emit(files.stream().map(Compiler::understand).toList(), cdktf);
    }
  }

  /**
   * The same where problems are likely: the engine starts only when there is something to emit.
   *
   * @throws NodeMissing if there is something to emit and no {@code node}
   */
  public static List<Compilation> validate(List<SourceReader.Decoded> files) {
    List<Understood> understood = files.stream().map(Compiler::understand).toList();
    if (understood.stream().allMatch(one -> one.plan().isEmpty())) {
      return understood.stream().map(Understood::rejected).toList();
    }
    try (CdktfSynthesizer cdktf = CdktfSynthesizer.warmUp()) {
      return emit(understood, cdktf);
    }
  }

  private static List<Compilation> emit(List<Understood> understood, CdktfSynthesizer cdktf) {
    List<TerraformTarget.Input> inputs = new ArrayList<>();
    List<PackerTarget.Result> packer = new ArrayList<>();
    for (Understood one : understood) {
      if (one.plan().isPresent()) {
        packer.add(PackerTarget.emit(one.plan().get()));
        inputs.add(
            new TerraformTarget.Input(
                one.plan().get(), packer.get(packer.size() - 1).imageNames()));
      }
    }
    Iterator<TerraformTarget.Result> terraform = terraform(inputs, cdktf).iterator();
    Iterator<PackerTarget.Result> images = packer.iterator();
    return understood.stream()
        .map(
            one ->
                one.plan().isEmpty()
                    ? one.rejected()
                    : assemble(one, images.next(), terraform.next()))
        .toList();
  }

  private static List<TerraformTarget.Result> terraform(
      List<TerraformTarget.Input> inputs, CdktfSynthesizer cdktf) {
    if (inputs.isEmpty()) {
      return List.of();
    }
    try {
      return TerraformTarget.emit(inputs, cdktf);
    } catch (NodeMissingException e) {
      throw new NodeMissing(
          e.getMessage()
              + ", and Terraform is compiled with it; install Node 20 or newer"
              + " (https://nodejs.org/en/download), or see `blueprint doctor`");
    }
  }

  private static Compilation assemble(
      Understood one, PackerTarget.Result packer, TerraformTarget.Result terraform) {
    OverrideDiagnostics.report(one.blueprint().orElseThrow(), terraform.problems(), one.found());
    if (one.found().hasErrors()) {
      return one.rejected();
    }
    Plan plan = one.plan().orElseThrow();
    OutputTree tree =
        OverviewTarget.emit(plan, packer.imageNames())
            .with("packer", packer.tree())
            .with("terraform", terraform.tree());
    Lock lock = Lock.of(tree, terraform.stateful());
    return new Compilation(
        one.file(), one.found(), Optional.of(new Compilation.Output(plan.name(), tree, lock)));
  }

  /** A blueprint whose meaning is known, or what keeps it from being known. */
  private record Understood(
      String file, Diagnostics found, Optional<Blueprint> blueprint, Optional<Plan> plan) {
    Compilation rejected() {
      return new Compilation(file, found, Optional.empty());
    }
  }

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
