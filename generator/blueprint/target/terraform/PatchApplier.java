package blueprint.target.terraform;

import blueprint.plan.Json;
import blueprint.plan.PatchProblem;
import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the changes that a blueprint wants beyond the language: whole blocks, or attributes of one.
 */
final class PatchApplier {

  private final List<Plan.Patch> patches;
  private final List<PatchProblem> problems = new ArrayList<>();
  private final Map<String, Integer> patched = new HashMap<>();

  PatchApplier(Plan plan) {
    this.patches = plan.patches(Plan.Engine.TERRAFORM);
  }

  /** The changed model; what could not be done stands in {@link #problems}. */
  TerraformModel apply(TerraformModel model) {
    TerraformModel changed = model;
    for (int i = 0; i < patches.size(); i++) {
      changed = apply(changed, i, patches.get(i));
    }
    return changed;
  }

  List<PatchProblem> problems() {
    return problems;
  }

  /** The number of the patch that changed a block, if one did. */
  Optional<Integer> patchOf(Block block) {
    return Optional.ofNullable(patched.get(address(block)));
  }

  /** How users name a block: {@code aws_lb.lb}, {@code data.aws_ami.base}. */
  static String address(Block block) {
    String name = String.join(".", block.labels());
    return switch (block.kind()) {
      case RESOURCE -> name;
      case DATA -> "data." + name;
      default -> "";
    };
  }

  private TerraformModel apply(TerraformModel model, int number, Plan.Patch patch) {
    List<String> addresses =
        model.blocks().stream().map(PatchApplier::address).filter(a -> !a.isEmpty()).toList();
    if (!addresses.contains(patch.address())) {
      problems.add(new PatchProblem(number, "", Optional.empty(), addresses));
      return model;
    }
    if (patch.attributes().isEmpty()) {
      return remove(model, number, patch.address());
    }
    patched.put(patch.address(), number);
    return model.map(
        block ->
            address(block).equals(patch.address())
                ? change(block, number, patch.attributes().get())
                : block);
  }

  /** Takes a block out, and out of what others wait for; what needs it more keeps it. */
  private TerraformModel remove(TerraformModel model, int number, String address) {
    Mentions mentions = new Mentions(address);
    TerraformModel left =
        new TerraformModel(
            model.files().stream()
                .map(file -> new TerraformModel.File(file.name(), without(file.blocks(), address)))
                .filter(file -> !file.blocks().isEmpty())
                .toList());
    TerraformModel changed = left.map(mentions::withoutWaiting);
    List<String> needed =
        changed.blocks().stream().filter(mentions::in).map(PatchApplier::title).toList();
    if (needed.isEmpty()) {
      return changed;
    }
    String reason = "cannot be removed while " + String.join(", ", needed) + " refers to it";
    problems.add(new PatchProblem(number, "", Optional.of(reason), List.of()));
    return model;
  }

  private static List<Block> without(List<Block> blocks, String address) {
    return blocks.stream().filter(block -> !address(block).equals(address)).toList();
  }

  private static String title(Block block) {
    String address = address(block);
    String other = String.join(".", block.addresses().toList());
    return "`" + (address.isEmpty() ? other : address) + "`";
  }

  private Block change(Block block, int number, Json.Mapping attributes) {
    ProviderSchema.Kind kind = ProviderSchema.Kind.of(block.kind().keyword()).orElseThrow();
    SchemaBlock schema = ProviderSchema.bundled().find(kind, block.labels().get(0)).orElseThrow();
    PatchedBody patched =
        new PatchedBody(
            (path, reason, candidates) ->
                problems.add(new PatchProblem(number, path, reason, candidates)));
    return block
        .comment("changed by overrides.terraform")
        .reads("overrides.terraform." + address(block))
        .with(patched.change(kind, schema, block.body(), attributes));
  }
}
