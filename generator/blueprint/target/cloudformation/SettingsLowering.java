package blueprint.target.cloudformation;

import blueprint.facts.Limit;
import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Settings;
import blueprint.plan.UserDataSize;
import java.util.ArrayList;
import java.util.List;

/** Settings that are too large for user data, cut over parameters of the account. */
final class SettingsLowering {

  private SettingsLowering() {}

  /** Nothing for settings that fit. */
  static List<Resource> resources(Stack stack, MachineGroup group) {
    return group
        .settings()
        .filter(settings -> settings.parameters() > 0)
        .map(settings -> resources(stack, group, settings))
        .orElse(List.of());
  }

  /** The names of the parameters, in order. */
  static JsonText.Elements names(Stack stack, MachineGroup group, Settings settings) {
    List<JsonText.Node> names = new ArrayList<>();
    for (int i = 0; i < stretches(stack, group, settings).size(); i++) {
      names.add(JsonText.string(Expression.ref(id(group, i))));
    }
    return new JsonText.Elements(names);
  }

  private static List<Resource> resources(Stack stack, MachineGroup group, Settings settings) {
    List<Resource> parameters = new ArrayList<>();
    for (List<Expression> stretch : stretches(stack, group, settings)) {
      parameters.add(parameter(stack, group, settings, parameters.size(), stretch));
    }
    return parameters;
  }

  private static Resource parameter(
      Stack stack, MachineGroup group, Settings settings, int number, List<Expression> stretch) {
    Expression.Members tags = Expression.object();
    for (var tag : stack.plan().tags().entrySet()) {
      tags = tags.with(tag.getKey(), tag.getValue());
    }
    return Resource.of(id(group, number), "AWS::SSM::Parameter")
        .from(
            "tiers." + group.tier() + ".settings",
            "too large for user data, so parameters hold them; no secret is in them")
        .set("Name", settings.parameterPath() + "/" + number)
        .set("Type", "String")
        .set("Value", stretch.size() == 1 ? stretch.get(0) : new Expression.Join("", stretch))
        .set("Tags", tags);
  }

  /** The document, cut into what one parameter holds; a reference stays whole. */
  private static List<List<Expression>> stretches(
      Stack stack, MachineGroup group, Settings settings) {
    List<Expression> document = JsonText.compact(ValuesLowering.document(stack, group, settings));
    List<List<Expression>> stretches = new ArrayList<>();
    TextParts current = new TextParts();
    int room = Limit.PARAMETER_VALUE.max();
    for (Expression piece : pieces(document)) {
      int bytes = TextParts.bytes(List.of(piece), UserDataSize.HOST);
      if (bytes > room) {
        stretches.add(current.parts());
        current = new TextParts();
        room = Limit.PARAMETER_VALUE.max();
      }
      current.add(piece);
      room -= bytes;
    }
    stretches.add(current.parts());
    return stretches;
  }

  /** Single characters, and whole references. */
  private static List<Expression> pieces(List<Expression> document) {
    List<Expression> pieces = new ArrayList<>();
    for (Expression part : document) {
      if (part instanceof Expression.Text text) {
        text.text().codePoints().forEach(c -> pieces.add(Expression.text(Character.toString(c))));
      } else {
        pieces.add(part);
      }
    }
    return pieces;
  }

  private static String id(MachineGroup group, int number) {
    return LogicalIds.of(group.id(), "Settings" + number);
  }
}
