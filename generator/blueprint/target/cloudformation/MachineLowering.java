package blueprint.target.cloudformation;

import blueprint.plan.MachineGroup;
import java.util.List;

/** Machines. */
final class MachineLowering {

  private MachineLowering() {}

  static List<Resource> resources(Stack stack, MachineGroup group) {
    return List.of();
  }
}
