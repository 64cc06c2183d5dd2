package blueprint.target.cloudformation;

import blueprint.target.cloudformation.Functions.Answer;
import blueprint.target.cloudformation.Functions.Reference;
import blueprint.target.cloudformation.PropertyType.Kind;
import blueprint.target.cloudformation.ResourceSchema.Property;
import blueprint.text.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Holds properties against the schema of their resource, with the conversions that CloudFormation
 * makes: {@code 5} and {@code true} are text too, {@code "5"} is a number.
 *
 * <p>Which properties exclude or need each other, and what they have to match, is not checked.
 */
final class PropertyCheck {

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final ResourceSchema schema;
  private final FunctionCheck functions;
  private final List<Misfit> found;

  PropertyCheck(ResourceSchema schema, FunctionCheck functions, List<Misfit> found) {
    this.schema = schema;
    this.functions = functions;
    this.found = found;
  }

  void check(Map<?, ?> properties) {
    members("", "", schema.properties(), properties);
  }

  /**
   * Checks an object.
   *
   * @param name its path without places in lists
   */
  private void members(String path, String name, Map<String, Property> known, Map<?, ?> object) {
    object.forEach(
        (key, value) -> {
          String word = String.valueOf(key);
          String here = Misfit.inside(path, word);
          String full = Misfit.inside(name, word);
          Property property = known.get(word);
          if (property == null) {
            found.add(unknown(here, word, known.keySet()));
          } else if (schema.readOnly().contains(full)) {
            found.add(Misfit.expecting(here, "a value", "no value: AWS sets it"));
          } else {
            value(here, full, property.type(), property.values(), value);
          }
        });
    known.forEach(
        (word, property) -> {
          Object value = object.get(word);
          if (property.required() && (value == null || isNothing(value))) {
            String here = Misfit.inside(path, word);
            found.add(Misfit.expecting(here, "nothing", property.type().inWords()));
          }
        });
  }

  private Misfit unknown(String path, String word, Set<String> known) {
    List<String> settable =
        known.stream().filter(Predicate.not(schema.readOnly()::contains)).toList();
    return new Misfit(
        path, "is a property that CloudFormation does not know", NearestName.of(word, settable));
  }

  private void value(
      String path, String name, PropertyType type, List<String> values, Object value) {
    if (type.kind() == Kind.JSON) {
      return;
    }
    if (value instanceof Map<?, ?> object && Functions.nameOf(object).isPresent()) {
      function(path, name, type, values, object);
    } else if (type.isScalar()) {
      scalar(path, type, values, value);
    } else if (type.kind() == Kind.LIST) {
      list(path, name, type, values, value);
    } else if (value instanceof Map<?, ?> object) {
      if (type.kind() == Kind.MAP) {
        object.forEach((key, item) -> value(path + "." + key, name, type.held(), values, item));
      } else {
        members(path, name, schema.members(type.object()), object);
      }
    } else {
      wrong(path, type, inWords(value));
    }
  }

  private void scalar(String path, PropertyType type, List<String> values, Object value) {
    String text = String.valueOf(value);
    boolean nested = value instanceof Map || value instanceof List;
    boolean fits =
        switch (type.kind()) {
          case INTEGER -> INTEGER.matcher(text).matches();
          case NUMBER -> NUMBER.matcher(text).matches();
          case BOOLEAN -> text.equals("true") || text.equals("false");
          default -> !nested;
        };
    if (nested || !fits) {
      wrong(path, type, inWords(value));
    } else if (!values.isEmpty() && !values.contains(text)) {
      String expected = "one of `" + String.join("`, `", values) + "`";
      Misfit misfit = Misfit.expecting(path, "another word", expected);
      found.add(new Misfit(path, misfit.reason(), NearestName.of(text, values)));
    }
  }

  private void list(
      String path, String name, PropertyType type, List<String> values, Object value) {
    if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        value(path + "[" + i + "]", name, type.held(), values, items.get(i));
      }
    } else {
      wrong(path, type, inWords(value));
    }
  }

  private void function(
      String path, String name, PropertyType type, List<String> values, Map<?, ?> object) {
    String function = Functions.nameOf(object).orElseThrow();
    Object argument = object.values().iterator().next();
    if (function.equals(Functions.IF) && argument instanceof List<?> list && list.size() == 3) {
      value(path, name, type, values, list.get(1));
      value(path, name, type, values, list.get(2));
      return;
    }
    Answer answer = answer(function, argument);
    boolean fits =
        switch (answer) {
          case ANY -> true;
          case TEXT -> type.isScalar() || isNothing(object);
          case LIST -> type.kind() == Kind.LIST;
        };
    if (!fits) {
      wrong(path, type, answer == Answer.LIST ? "a list" : "text");
    }
  }

  private Answer answer(String function, Object argument) {
    Optional<Reference> to = Functions.references(function, argument).stream().findFirst();
    if (to.isEmpty() || function.equals(Functions.SUB)) {
      return Functions.answer(function);
    }
    Reference reference = to.get();
    if (function.equals(Functions.REF)) {
      boolean list =
          functions.isList(reference.id()) || reference.id().equals("AWS::NotificationARNs");
      return list ? Answer.LIST : Answer.TEXT;
    }
    return functions
        .type(reference.id())
        .flatMap(type -> ResourceSchemas.bundled().find(type))
        .flatMap(target -> target.property(reference.attribute()))
        .map(type -> type.isScalar() ? Answer.TEXT : Answer.LIST)
        .orElse(Answer.ANY);
  }

  private static boolean isNothing(Object value) {
    return value instanceof Map<?, ?> object
        && Functions.NO_VALUE.equals(object.get(Functions.REF));
  }

  private void wrong(String path, PropertyType type, String got) {
    found.add(Misfit.expecting(path, got, type.inWords()));
  }

  private static String inWords(Object value) {
    if (value instanceof Map) {
      return "object";
    }
    if (value instanceof List) {
      return "list";
    }
    return value instanceof Boolean ? "boolean" : value instanceof Number ? "number" : "string";
  }
}
