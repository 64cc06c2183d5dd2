package blueprint.target.cloudformation;

import blueprint.facts.Limit;
import blueprint.inventory.Inventory;
import blueprint.node.NodeMissingException;
import blueprint.output.Lock;
import blueprint.output.Origin;
import blueprint.output.OutputFile;
import blueprint.output.OutputTree;
import blueprint.plan.PatchProblem;
import blueprint.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Emits the {@code cloudformation} folder. */
public final class CloudFormationTarget {

  /** The template's name in the folder. */
  static final String TEMPLATE = "template.yaml";

  private CloudFormationTarget() {}

  /**
   * What is emitted.
   *
   * @param tree below {@code cloudformation}; of no use when there are problems or it is unfit
   * @param origins gives, when asked, those of each resource and file in it
   * @param stateful the resources whose loss is a loss of data
   * @param problems why a change that the user wants cannot be made
   * @param unfit why CloudFormation would not take the template
   */
  public record Result(
      OutputTree tree,
      Supplier<List<Origin>> origins,
      List<Lock.Stateful> stateful,
      List<PatchProblem> problems,
      Optional<Unfit> unfit) {}

  /**
   * Emits the template of a plan.
   *
   * @param imageNames the exact name of each machine image in the account, by its name in the plan
   * @throws NodeMissingException if there is no {@code node}
   * @throws IllegalStateException if a resource of ours is none that CloudFormation takes
   */
  public static Result emit(Plan plan, Map<String, String> imageNames, CdkSynthesizer cdk)
      throws NodeMissingException {
    Model model = model(plan, imageNames);
    return model.template().isPresent()
        ? result(plan, cdk.synthesize(model.template().get()))
        : refused(model.problems(), model.unfit());
  }

  /**
   * What the template of a plan makes; no engine is needed to know it.
   *
   * @param inventory nothing when there are problems or it is unfit
   */
  public record Stock(
      Optional<Inventory> inventory, List<PatchProblem> problems, Optional<Unfit> unfit) {}

  /** Takes stock of the template of a plan. */
  public static Stock inventory(Plan plan, Map<String, String> imageNames) {
    Model model = model(plan, imageNames);
    return new Stock(model.template().map(TemplateInventory::of), model.problems(), model.unfit());
  }

  /** A template that may be emitted, or why there is none. */
  private record Model(
      Optional<Template> template, List<PatchProblem> problems, Optional<Unfit> unfit) {}

  private static Model model(Plan plan, Map<String, String> imageNames) {
    Template lowered;
    try {
      lowered = CloudFormationLowering.lower(plan, imageNames);
    } catch (SameIdException e) {
      Unfit unfit = new Unfit.SameId(e.id(), e.paths());
      return new Model(Optional.empty(), List.of(), Optional.of(unfit));
    }
    PatchApplier patches = new PatchApplier(plan);
    Template patched = patches.apply(lowered);
    List<PatchProblem> problems = new ArrayList<>(patches.problems());
    TemplateCheck check = new TemplateCheck(patched);
    for (Resource resource : patched.resources()) {
      Optional<Integer> patch = patches.patchOf(resource);
      check.of(resource).forEach(misfit -> problems.add(problem(resource, misfit, patch)));
    }
    if (!problems.isEmpty()) {
      return new Model(Optional.empty(), problems, Optional.empty());
    }
    Optional<Unfit> unfit = Unfit.ofNumbers(patched);
    return new Model(unfit.isEmpty() ? Optional.of(patched) : Optional.empty(), List.of(), unfit);
  }

  private static PatchProblem problem(Resource resource, Misfit misfit, Optional<Integer> patch) {
    if (patch.isEmpty()) {
      throw new IllegalStateException(resource.id() + ": " + misfit);
    }
    return new PatchProblem(
        patch.get(),
        misfit.path(),
        Optional.of(misfit.reason()),
        misfit.suggestion().map(List::of).orElse(List.of()));
  }

  private static Result refused(List<PatchProblem> problems, Optional<Unfit> unfit) {
    return new Result(OutputTree.of(Map.of()), List::of, List.of(), problems, unfit);
  }

  private static Result result(Plan plan, Template template) {
    String text = TemplateEmitter.emit(template);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (!Limit.TEMPLATE.allows(bytes)) {
      return refused(List.of(), Optional.of(Unfit.bytes(template, bytes)));
    }
    State state = new State(plan, template);
    Map<String, OutputFile> files = new TreeMap<>();
    files.put(TEMPLATE, OutputFile.plain(text));
    Optional<String> policy = StackPolicy.text(state);
    policy.ifPresent(json -> files.put(StackPolicy.FILE, OutputFile.plain(json)));
    return new Result(
        OutputTree.of(files),
        () -> origins(template, state),
        state.all(),
        List.of(),
        Optional.empty());
  }

  private static List<Origin> origins(Template template, State state) {
    List<Origin> origins = new ArrayList<>(TemplateEmitter.origins(template, TEMPLATE));
    if (!state.all().isEmpty()) {
      List<String> paths = state.all().stream().map(Lock.Stateful::path).distinct().toList();
      origins.add(
          Origin.of(StackPolicy.FILE, paths, "keeps an update from replacing or deleting data"));
    }
    return origins;
  }
}
