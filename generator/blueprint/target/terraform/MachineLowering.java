package blueprint.target.terraform;

import blueprint.plan.MachineGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Machines: their group and rules, their image, what they learn at boot, and what keeps them. */
final class MachineLowering {

  private final Stack stack;
  private final MachineGroup group;
  private final String path;
  private final String label;

  private MachineLowering(Stack stack, MachineGroup group) {
    this.stack = stack;
    this.group = group;
    this.path = "tiers." + group.tier();
    this.label = Labels.of(group.id());
  }

  static List<Block> blocks(Stack stack, MachineGroup group) {
    return new MachineLowering(stack, group).blocks();
  }

  /** Where the user data of a tier stands, below the folder of the configuration. */
  static String userDataFile(MachineGroup group) {
    return "files/" + group.id() + "-user-data.yaml";
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    boolean first = isFirst(other -> other.tier().equals(group.tier()));
    if (first) {
      blocks.add(stack.security().group(group.tier(), group.tier() + " machines", ""));
      blocks.addAll(stack.security().rulesOf(group.tier()));
    }
    if (isFirst(other -> other.image().equals(group.image()))) {
      blocks.addAll(ImageLowering.blocks(stack, group.image(), group.tier()));
    }
    blocks.addAll(SettingsLowering.blocks(stack, group));
    blocks.add(values());
    blocks.add(LaunchTemplateLowering.block(stack, group));
    blocks.addAll(AutoScalingLowering.blocks(stack, group));
    if (isFirst(LeaseLowering::isHolder)) {
      blocks.add(LeaseLowering.table(stack.plan()));
    }
    if (first) {
      blocks.add(
          LogGroups.of(Labels.of(group.tier()), group.logGroup(), group.logDays(), "logs")
              .from(path + ".services", "their journal")
              .readsOf(path, "logs"));
    }
    blocks.addAll(RoleLowering.blocks(stack, group));
    return blocks;
  }

  /** Whether what several groups share stands in the file of this one. */
  private boolean isFirst(Predicate<MachineGroup> sharing) {
    return stack.plan().machineGroups().stream()
        .filter(sharing)
        .findFirst()
        .filter(group::equals)
        .isPresent();
  }

  private Block values() {
    List<String> paths = new ArrayList<>();
    group.settings().ifPresent(settings -> paths.add(path + ".settings"));
    if (!group.environment().isEmpty()) {
      paths.add(path + ".env");
    }
    paths.add(group.member().isPresent() ? group.scalePath() : path + ".services");
    return Block.locals()
        .from(paths, "what a machine learns at boot. Secrets go by ARN only.")
        .set(label + "_values", ValuesLowering.values(stack, group));
  }
}
