package blueprint.target.terraform;

import blueprint.plan.MachineGroup;
import blueprint.plan.Plan;
import java.util.List;

/** What can be given to a run: for each image that machines use, another one in its place. */
final class VariableLowering {

  private VariableLowering() {}

  static List<Block> blocks(Plan plan) {
    return plan.machineGroups().stream()
        .map(MachineGroup::image)
        .sorted()
        .distinct()
        .map(VariableLowering::image)
        .toList();
  }

  private static Block image(String image) {
    String name = Labels.imageVariable(image);
    return Block.variable(name)
        .from("images." + image)
        .set(
            "description",
            "Machine image to run instead of the one found by name, for instance one copied from"
                + " another region.")
        .set("type", Expression.reference("string"))
        .set("default", Expression.nothing())
        .block(
            "validation",
            Body.EMPTY
                .set(
                    "condition",
                    Expression.code(
                        "var.%1$s == null || can(regex(\"^ami-[0-9a-f]+$\", var.%1$s))"
                            .formatted(name)))
                .set("error_message", "An image id looks like ami-0123456789abcdef0."));
  }
}
