package blueprint.target.terraform;

import blueprint.inventory.Inventory;
import blueprint.node.NodeMissingException;
import blueprint.output.Lock;
import blueprint.output.Origin;
import blueprint.output.OutputFile;
import blueprint.output.OutputTree;
import blueprint.plan.Database;
import blueprint.plan.MachineGroup;
import blueprint.plan.PatchProblem;
import blueprint.plan.Plan;
import blueprint.plan.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Emits the {@code terraform} folder. */
public final class TerraformTarget {

  private static final SchemaCheck SCHEMA = new SchemaCheck(ProviderSchema.bundled());

  private final Plan plan;
  private final List<PatchProblem> problems = new ArrayList<>();

  private TerraformTarget(Plan plan) {
    this.plan = plan;
  }

  /**
   * What is emitted.
   *
   * @param tree below {@code terraform}; of no use when there are problems
   * @param origins gives, when asked, those of each block and file in it
   * @param stateful the resources whose loss is a loss of data
   * @param problems why a change that the user wants cannot be made
   * @param same two blocks of one address, for which there is no configuration
   */
  public record Result(
      OutputTree tree,
      Supplier<List<Origin>> origins,
      List<Lock.Stateful> stateful,
      List<PatchProblem> problems,
      Optional<SameAddress> same) {}

  /**
   * Emits the configuration of a plan.
   *
   * @param imageNames the exact name of each machine image in the account, by its name in the plan
   * @throws NodeMissingException if there is no {@code node}
   * @throws IllegalStateException if a block of ours is none that the provider takes
   */
  public static Result emit(Plan plan, Map<String, String> imageNames, CdktfSynthesizer cdktf)
      throws NodeMissingException {
    TerraformTarget target = new TerraformTarget(plan);
    TerraformModel model;
    try {
      model = target.model(imageNames);
    } catch (SameAddressException e) {
      return new Result(
          OutputTree.of(Map.of()), List::of, List.of(), List.of(), Optional.of(e.same()));
    }
    return target.result(cdktf.synthesize(model));
  }

  /**
   * What the configuration of a plan makes; no engine is needed to know it.
   *
   * @param inventory nothing when two blocks have one address
   */
  public record Stock(
      Optional<Inventory> inventory, List<PatchProblem> problems, Optional<SameAddress> same) {}

  /** Takes stock of the configuration of a plan. */
  public static Stock inventory(Plan plan, Map<String, String> imageNames) {
    TerraformTarget target = new TerraformTarget(plan);
    try {
      TerraformModel model = target.model(imageNames);
      Inventory inventory = ModelInventory.of(model, target.userData());
      return new Stock(Optional.of(inventory), target.problems, Optional.empty());
    } catch (SameAddressException e) {
      return new Stock(Optional.empty(), List.of(), Optional.of(e.same()));
    }
  }

  private TerraformModel model(Map<String, String> imageNames) {
    PatchApplier patches = new PatchApplier(plan);
    TerraformModel model = patches.apply(TerraformLowering.lower(plan, imageNames));
    problems.addAll(patches.problems());
    model.blocks().forEach(block -> check(block, patches.patchOf(block)));
    return model;
  }

  private void check(Block block, Optional<Integer> patch) {
    boolean known = block.kind() == Block.Kind.RESOURCE || block.kind() == Block.Kind.DATA;
    if (!known) {
      return;
    }
    String type = block.labels().get(0);
    if (block.kind() == Block.Kind.RESOURCE) {
      LimitCheck.of(type, BodyTree.of(block.body())).forEach(o -> outside(block, o, patch));
    }
    for (SchemaProblem problem :
        SCHEMA.check(block.kind().keyword(), type, BodyTree.of(block.body()))) {
      if (problem.kind() == SchemaProblem.Kind.DEPRECATED) {
        continue;
      }
      if (patch.isEmpty()) {
        throw new IllegalStateException(PatchApplier.address(block) + ": " + problem);
      }
      problems.add(
          new PatchProblem(
              patch.get(),
              problem.path(),
              Optional.of(words(problem)),
              problem.suggestion().map(List::of).orElse(List.of())));
    }
  }

  private void outside(Block block, LimitCheck.Outside outside, Optional<Integer> patch) {
    if (patch.isEmpty()) {
      throw new IllegalStateException(PatchApplier.address(block) + ": " + outside);
    }
    problems.add(
        new PatchProblem(patch.get(), outside.path(), Optional.of(outside.reason()), List.of()));
  }

  private static String words(SchemaProblem problem) {
    return problem.got() + ", expected " + problem.expected();
  }

  private Result result(TerraformModel model) {
    Map<String, OutputFile> files = new TreeMap<>();
    HclEmitter.emit(model).forEach((name, text) -> files.put(name, OutputFile.plain(text)));
    userData().forEach((name, text) -> files.put(name, OutputFile.plain(text)));
    return new Result(
        OutputTree.of(files), () -> origins(model), stateful(), problems, Optional.empty());
  }

  /** What machines do at boot, by file. */
  private Map<String, String> userData() {
    Map<String, String> files = new TreeMap<>();
    for (MachineGroup group : plan.machineGroups()) {
      files.put(MachineLowering.userDataFile(group), UserDataFile.text(plan, group));
    }
    return files;
  }

  private List<Origin> origins(TerraformModel model) {
    List<Origin> origins = new ArrayList<>(HclEmitter.origins(model));
    for (MachineGroup group : plan.machineGroups()) {
      String file = MachineLowering.userDataFile(group);
      String tier = "tiers." + group.tier();
      origins.add(
          Origin.of(file, List.of(tier), "what a machine does at boot")
              .reading(List.of(tier + ".services")));
    }
    return origins;
  }

  private List<Lock.Stateful> stateful() {
    List<Lock.Stateful> stateful = new ArrayList<>();
    for (Database database : plan.databases()) {
      String address = "terraform:" + DatabaseLowering.address(database);
      stateful.add(new Lock.Stateful("tiers." + database.tier(), database.identifier(), address));
    }
    for (Secret secret : plan.secrets()) {
      if (secret instanceof Secret.Generated generated) {
        String address = "terraform:aws_secretsmanager_secret." + Labels.of(generated.name());
        stateful.add(
            new Lock.Stateful("secrets." + generated.name(), generated.accountName(), address));
      }
    }
    plan.swarm()
        .ifPresent(
            swarm ->
                swarm
                    .builds()
                    .forEach(
                        build ->
                            stateful.add(
                                new Lock.Stateful(
                                    "tiers." + swarm.tier(),
                                    build.repository(),
                                    "terraform:" + RepositoryLowering.address(swarm, build)))));
    return stateful;
  }
}
