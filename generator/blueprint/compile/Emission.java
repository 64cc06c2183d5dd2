package blueprint.compile;

import blueprint.compile.Understood.Meaning;
import blueprint.language.Blueprint;
import blueprint.node.NodeEndedException;
import blueprint.node.NodeMissingException;
import blueprint.node.TemporaryFolderException;
import blueprint.output.Lock;
import blueprint.output.Origin;
import blueprint.output.OutputTree;
import blueprint.pipeline.Delivery;
import blueprint.plan.Plan;
import blueprint.target.beanstalk.BeanstalkTarget;
import blueprint.target.cloudformation.CloudFormationTarget;
import blueprint.target.deploy.DeployTarget;
import blueprint.target.overview.OverviewTarget;
import blueprint.target.packer.PackerTarget;
import blueprint.target.swarm.SwarmTarget;
import blueprint.target.terraform.TerraformTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One environment on its way from plan to files, target by target. */
final class Emission {

  private final Meaning meaning;
  private final Plan plan;
  private final Blueprint blueprint;
  private final Engines engines;
  private final List<Supplier<List<Origin>>> origins = new ArrayList<>();
  private final List<Lock.Stateful> stateful = new ArrayList<>();
  private OutputTree tree;

  private Emission(Meaning meaning, Plan plan, Engines engines) {
    this.meaning = meaning;
    this.plan = plan;
    this.blueprint = meaning.blueprint().orElseThrow();
    this.engines = engines;
    this.tree = OutputTree.of(Map.of());
  }

  /**
   * Emits all that an environment asks for; what cannot be emitted is a problem of the environment.
   *
   * @param traces whether the way back is wanted
   */
  static Compilation.Output of(Meaning meaning, Plan plan, Engines engines, boolean traces) {
    return new Emission(meaning, plan, engines).output(traces);
  }

  private Compilation.Output output(boolean traces) {
    PackerTarget.Result packer = PackerTarget.emit(plan);
    tree = OverviewTarget.emit(plan, packer.imageNames());
    origins.add(OverviewTarget::origins);
    add("packer", packer.tree(), packer::origins);
    SwarmTarget.Result swarm = SwarmTarget.emit(plan);
    add("swarm", swarm.tree(), swarm::origins);
    BeanstalkTarget.Result beanstalk = BeanstalkTarget.emit(plan);
    add("beanstalk", beanstalk.tree(), beanstalk::origins);
    DeployTarget.Result deploy = DeployTarget.emit(plan);
    add("deploy", deploy.tree(), deploy::origins);
    if (plan.isFor(Plan.Engine.TERRAFORM)) {
      terraform(packer.imageNames());
    }
    if (plan.isFor(Plan.Engine.CLOUDFORMATION)) {
      cloudFormation(packer.imageNames());
    }
    Optional<Compilation.Trail> trail =
        traces
            ? Optional.of(new Compilation.Trail(origins(), meaning.environment().tree()))
            : Optional.empty();
    return new Compilation.Output(
        meaning.folder(),
        tree,
        Lock.of(tree, stateful),
        Delivery.of(plan, packer.imageNames()),
        meaning.companions().read(),
        trail);
  }

  private void add(String folder, OutputTree files, Supplier<List<Origin>> from) {
    tree = tree.with(folder, files);
    origins.add(() -> from.get().stream().map(origin -> origin.below(folder)).toList());
  }

  private List<Origin> origins() {
    return origins.stream().flatMap(some -> some.get().stream()).toList();
  }

  private void terraform(Map<String, String> imageNames) {
    TerraformTarget.Result result =
        synthesized("Terraform", () -> TerraformTarget.emit(plan, imageNames, engines.cdktf()));
    OverrideDiagnostics.report(
        blueprint.overrides().terraform(), result.problems(), meaning.found());
    result.same().ifPresent(same -> UnfitDiagnostics.report(blueprint, same, meaning.found()));
    stateful.addAll(result.stateful());
    add("terraform", result.tree(), result.origins());
  }

  private void cloudFormation(Map<String, String> imageNames) {
    CloudFormationTarget.Result result =
        synthesized(
            "CloudFormation", () -> CloudFormationTarget.emit(plan, imageNames, engines.cdk()));
    OverrideDiagnostics.report(
        blueprint.overrides().cloudformation(), result.problems(), meaning.found());
    result.unfit().ifPresent(unfit -> UnfitDiagnostics.report(blueprint, unfit, meaning.found()));
    stateful.addAll(result.stateful());
    add("cloudformation", result.tree(), result.origins());
  }

  /** Work of an engine, which needs Node. */
  private interface Synthesis<T> {
    T result() throws NodeMissingException;
  }

  private static <T> T synthesized(String engine, Synthesis<T> synthesis) {
    try {
      return synthesis.result();
    } catch (NodeEndedException e) {
      throw new Compiler.EngineFailed(e, false);
    } catch (TemporaryFolderException e) {
      throw new Compiler.EngineFailed(e, true);
    } catch (NodeMissingException e) {
      throw new Compiler.NodeMissing(
          e.getMessage()
              + ", and "
              + engine
              + " is compiled with it; install Node 20 or newer"
              + " (https://nodejs.org/en/download), or see `blueprint doctor`");
    }
  }
}
