package blueprint.target.cloudformation;

import blueprint.plan.Json;
import blueprint.plan.Value;
import blueprint.target.cloudformation.JsonText.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The user's data as JSON. */
final class JsonLowering {

  /** Takes a secret out of the data. */
  interface Secrets {

    /**
     * What stands in the data in place of a secret.
     *
     * @param way the keys and indices that lead to it
     */
    Node replace(List<Node> way, Value secret);
  }

  private final Secrets secrets;
  private final Function<Value.Part, Expression> parts;

  /**
   * @param parts what a stretch of text that is no secret stands for
   */
  JsonLowering(Secrets secrets, Function<Value.Part, Expression> parts) {
    this.secrets = secrets;
    this.parts = parts;
  }

  /** An object. */
  JsonText.Fields object(Json.Mapping mapping) {
    return mapping(mapping, List.of());
  }

  private Node json(Json json, List<Node> way) {
    if (json instanceof Json.Mapping mapping) {
      return mapping(mapping, way);
    } else if (json instanceof Json.Sequence list) {
      List<Node> items = new ArrayList<>();
      for (int i = 0; i < list.items().size(); i++) {
        items.add(json(list.items().get(i), further(way, JsonText.number(i))));
      }
      return new JsonText.Elements(items);
    } else if (json instanceof Json.Text text) {
      Value value = text.value();
      return value.isSecret() ? secrets.replace(way, value) : text(value);
    } else if (json instanceof Json.Numeral number) {
      return new JsonText.Bare(number.digits());
    }
    return json instanceof Json.Bool bool
        ? new JsonText.Bare(Boolean.toString(bool.value()))
        : JsonText.nothing();
  }

  private JsonText.Fields mapping(Json.Mapping mapping, List<Node> way) {
    JsonText.Fields members = JsonText.Fields.NONE;
    for (Map.Entry<String, Json> member : mapping.members().entrySet()) {
      String key = member.getKey();
      members = members.with(key, json(member.getValue(), further(way, JsonText.string(key))));
    }
    return members;
  }

  private static List<Node> further(List<Node> way, Node step) {
    List<Node> further = new ArrayList<>(way);
    further.add(step);
    return further;
  }

  /** Text without secrets. */
  private JsonText.Words text(Value value) {
    return new JsonText.Words(value.parts().stream().map(parts).toList());
  }
}
