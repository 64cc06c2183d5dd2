package blueprint.target.terraform;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Settings;
import java.util.List;

/** Settings that are too large for user data, cut over parameters of the account. */
final class SettingsLowering {

  private SettingsLowering() {}

  /** Nothing for settings that fit. */
  static List<Block> blocks(Stack stack, MachineGroup group) {
    return group
        .settings()
        .filter(settings -> settings.parameters() > 0)
        .map(settings -> blocks(stack, group, settings))
        .orElse(List.of());
  }

  /** The names of the parameters, in order. */
  static Expression names(MachineGroup group) {
    return Expression.code("aws_ssm_parameter." + label(group) + "[*].name");
  }

  private static List<Block> blocks(Stack stack, MachineGroup group, Settings settings) {
    String path = "tiers." + group.tier() + ".settings";
    String document = "local." + label(group);
    String length = document + "_length";
    Block locals =
        Block.locals()
            .from(path, "too large for user data, so parameters hold equal parts of it.")
            .comment(
                "How many is fixed, as Terraform has to know it before the values in it are known.")
            .set(label(group), text(stack, group, settings))
            .set(
                label(group) + "_length",
                Expression.code("ceil(length(" + document + ") / " + settings.parameters() + ")"));
    Block parameter =
        Block.resource("aws_ssm_parameter", label(group))
            .from(path)
            .skip("CKV2_AWS_34", "it holds no secret: the machines fill those in themselves")
            .skip("CKV_AWS_337", "it holds no secret: the machines fill those in themselves")
            .set("count", settings.parameters())
            .line()
            .set(
                "name",
                Expression.template(
                    settings.parameterPath() + "/", Expression.reference("count.index")))
            .set("type", "String")
            .set(
                "value",
                Expression.code(
                    "substr(%s, count.index * %s, %s)".formatted(document, length, length)));
    return List.of(locals, parameter);
  }

  /** Parameter Store takes two braces for a reference of its own; in JSON one can be escaped. */
  private static Expression text(Stack stack, MachineGroup group, Settings settings) {
    Expression json =
        Expression.call("jsonencode", ValuesLowering.document(stack, group, settings));
    boolean braces = HclExpressions.write(json, HclExpressions.WIDTH).contains("{{");
    return braces
        ? Expression.call("replace", json, Expression.text("{{"), Expression.text("{\\u007b"))
        : json;
  }

  private static String label(MachineGroup group) {
    return Labels.of(group.id()) + "_settings";
  }
}
