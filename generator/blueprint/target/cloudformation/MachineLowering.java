package blueprint.target.cloudformation;

import blueprint.plan.MachineGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Machines: their group and rules, what they are started with, what keeps them, and their role. */
final class MachineLowering {

  private MachineLowering() {}

  /** The logical id of the log group that a group of machines writes to. */
  static String logGroupId(MachineGroup group) {
    return LogicalIds.of(group.tier(), "LogGroup");
  }

  static List<Resource> resources(Stack stack, MachineGroup group) {
    String path = "tiers." + group.tier();
    List<Resource> resources = new ArrayList<>();
    boolean first = isFirst(stack, group, other -> other.tier().equals(group.tier()));
    if (first) {
      resources.addAll(stack.security().resources(group.tier(), group.tier() + " machines", ""));
    }
    resources.addAll(SettingsLowering.resources(stack, group));
    resources.add(LaunchTemplateLowering.resource(stack, group));
    resources.addAll(AutoScalingLowering.resources(stack, group));
    if (isFirst(stack, group, LeaseLowering::isHolder)) {
      resources.add(LeaseLowering.table(stack));
    }
    if (first) {
      resources.add(
          LogGroups.of(stack, logGroupId(group), group.logGroup(), group.logDays())
              .from(path + ".services", "their journal")
              .readsOf(path, "logs"));
    }
    resources.addAll(RoleLowering.resources(stack, group));
    return resources;
  }

  /** Whether what several groups share stands with this one. */
  private static boolean isFirst(Stack stack, MachineGroup group, Predicate<MachineGroup> sharing) {
    return stack.plan().machineGroups().stream()
        .filter(sharing)
        .findFirst()
        .filter(group::equals)
        .isPresent();
  }
}
