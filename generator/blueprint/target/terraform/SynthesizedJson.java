package blueprint.target.terraform;

import blueprint.json.JsonValue;
import blueprint.target.terraform.Body.Attribute;
import blueprint.target.terraform.Body.Element;
import blueprint.target.terraform.Body.Nested;
import blueprint.target.terraform.Expression.Code;
import blueprint.target.terraform.Expression.Items;
import blueprint.target.terraform.Expression.Members;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads back what CDKTF made: values from its JSON; order, layout and comments from the model.
 *
 * <p>JSON and model must name the same things, down to each attribute; anything else is a fault of
 * this compiler and an {@link IllegalStateException}.
 */
final class SynthesizedJson {

  private SynthesizedJson() {}

  /** The body with the values of the JSON. */
  static Body body(Body model, JsonValue json, String place) {
    Set<String> names = new TreeSet<>();
    Map<String, Integer> blocksRead = new LinkedHashMap<>();
    List<Element> elements = new ArrayList<>();
    for (Element element : model.elements()) {
      if (element instanceof Attribute attribute) {
        String name = attribute.name();
        Expression value = expression(attribute.value(), json.path(name), place + "." + name);
        elements.add(new Attribute(name, value));
        names.add(name);
      } else if (element instanceof Nested nested) {
        elements.add(nested(nested, json.path(nested.name()), blocksRead, place));
        names.add(nested.name());
      } else {
        elements.add(element);
      }
    }
    blocksRead.forEach((name, count) -> requireSize(json.path(name), count, place + "." + name));
    requireNames(json, names, place);
    return new Body(elements);
  }

  private static Nested nested(
      Nested model, JsonValue json, Map<String, Integer> blocksRead, String place) {
    String inside = place + "." + model.name();
    if (model.label().isPresent()) {
      String label = model.label().get();
      requireNames(json, Set.of(label), inside);
      return new Nested(model.name(), model.label(), body(model.body(), json.path(label), inside));
    }
    int index = blocksRead.merge(model.name(), 1, Integer::sum) - 1;
    return new Nested(model.name(), model.label(), body(model.body(), json.path(index), inside));
  }

  /** The expression with the value of the JSON. */
  static Expression expression(Expression model, JsonValue json, String place) {
    if (model instanceof Items list) {
      return list(list, json, place);
    } else if (model instanceof Members object) {
      return object(object, json, place);
    } else if (json.isBoolean()) {
      return Expression.bool(json.asBoolean());
    } else if (json.isInteger()) {
      return Expression.number(json.asLong());
    } else if (json.isText()) {
      String text = json.asText();
      boolean code = text.startsWith("${") && text.endsWith("}");
      return code ? new Code(text.substring(2, text.length() - 1)) : Expression.text(text);
    }
    throw mismatch(place, json);
  }

  private static Items list(Items model, JsonValue json, String place) {
    requireSize(json, model.items().size(), place);
    List<Expression> items = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      items.add(expression(model.items().get(i), json.path(i), place));
    }
    return new Items(items, model.layout());
  }

  private static Members object(Members model, JsonValue json, String place) {
    Map<String, Expression> members = new LinkedHashMap<>();
    Set<String> names = new TreeSet<>();
    model
        .members()
        .forEach(
            (key, value) -> {
              String written = CdktfJson.key(key);
              names.add(written);
              members.put(key, expression(value, json.path(written), place + "." + key));
            });
    requireNames(json, names, place);
    return new Members(members, model.layout());
  }

  /** Requires an object with these members, and without others than CDKTF's own {@code //}. */
  static void requireNames(JsonValue json, Set<String> names, String place) {
    Set<String> found = new TreeSet<>(json.names());
    found.remove("//");
    if (!json.isObject() || !found.equals(names)) {
      throw mismatch(place, json);
    }
  }

  private static void requireSize(JsonValue json, int size, String place) {
    if (!json.isArray() || json.size() != size) {
      throw mismatch(place, json);
    }
  }

  private static IllegalStateException mismatch(String place, JsonValue json) {
    return new IllegalStateException("CDKTF made something else of " + place + ": " + json);
  }
}
