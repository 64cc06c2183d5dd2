package blueprint.target.cloudformation;

import blueprint.facts.Limit;
import blueprint.plan.MachineGroup;
import blueprint.plan.UserDataSize;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Templates;
import java.util.List;
import java.util.Map;

/**
 * The user data of a tier's machines: cloud-config with their live values in it. The user's text is
 * in it as JSON only, which CloudFormation joins and never searches.
 */
final class UserDataLowering {

  private static final String VALUES = "${values}";
  private static final String INDENT = "      ";

  private UserDataLowering() {}

  static Expression text(Stack stack, MachineGroup group) {
    JsonText.Node values = ValuesLowering.values(stack, group);
    List<Expression> lines = around(stack, group, JsonText.lines(values, INDENT));
    boolean fits = TextParts.bytes(lines, UserDataSize.SECRET) <= Limit.USER_DATA.max();
    return new Expression.Call(
        Expression.Function.BASE64,
        new Expression.Join("", fits ? lines : around(stack, group, JsonText.compact(values))));
  }

  private static List<Expression> around(Stack stack, MachineGroup group, List<Expression> values) {
    String frame =
        Templates.render(
            "machine/user-data.yaml",
            Language.YAML,
            Map.of(
                "stack", Safe.name(Language.YAML, stack.plan().name()),
                "tier", Safe.name(Language.YAML, group.tier())));
    int place = frame.indexOf(VALUES);
    TextParts text = new TextParts().add(frame.substring(0, place));
    values.forEach(text::add);
    return text.add(frame.substring(place + VALUES.length())).parts();
  }
}
