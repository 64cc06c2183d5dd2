package blueprint.target.terraform;

import blueprint.plan.Beanstalk;
import blueprint.plan.MachineGroup;
import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be given to a run: for each image that machines use, another one in its place; and which
 * of two environments visitors reach.
 */
final class VariableLowering {

  private VariableLowering() {}

  static List<Block> blocks(Plan plan) {
    List<Block> variables = new ArrayList<>();
    plan.machineGroups().stream()
        .map(MachineGroup::image)
        .sorted()
        .distinct()
        .forEach(image -> variables.add(image(image)));
    plan.beanstalks().stream()
        .filter(Beanstalk::hasTwin)
        .forEach(beanstalk -> variables.add(live(beanstalk)));
    return variables;
  }

  private static Block live(Beanstalk beanstalk) {
    String name = BeanstalkSettings.live(beanstalk);
    List<String> ids = beanstalk.environments().stream().map(e -> e.id().orElseThrow()).toList();
    return Block.variable(name)
        .from("tiers." + beanstalk.tier() + ".twin")
        .set(
            "description",
            "Environment that visitors reach, and that has its full size. Ask AWS before each run:"
                + " a release changes it.")
        .set("type", Expression.reference("string"))
        .set("default", ids.get(0))
        .block(
            "validation",
            Body.EMPTY
                .set(
                    "condition",
                    Expression.call(
                        "contains",
                        Expression.list(ids.toArray(String[]::new)),
                        Expression.reference("var." + name)))
                .set("error_message", "It is either " + String.join(" or ", ids) + "."));
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
