package blueprint.target.terraform;

import blueprint.target.terraform.SchemaProblem.Kind;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds an attribute's value against its type, with the conversions that Terraform makes: {@code
 * true} and {@code 5} are strings too, {@code "5"} is a number, {@code "true"} a bool.
 *
 * @see <a
 *     href="https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion">Type
 *     conversion</a>
 */
final class ValueCheck {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

  private final List<SchemaProblem> found;

  ValueCheck(List<SchemaProblem> found) {
    this.found = found;
  }

  void check(String path, SchemaType type, @Nullable Object value) {
    if (value == null || isExpression(value)) {
      return;
    }
    switch (type.shape()) {
      case ANY -> {}
      case STRING, NUMBER, BOOL -> scalar(path, type, value);
      case LIST, SET -> sequence(path, type, value);
      case MAP -> map(path, type, value);
      case OBJECT -> object(path, type, value);
    }
  }

  private void scalar(String path, SchemaType type, Object value) {
    boolean nested = value instanceof Map || value instanceof List;
    boolean fits =
        switch (type.shape()) {
          case NUMBER -> value instanceof Number || isText(value, NUMBER);
          case BOOL -> value instanceof Boolean || value.equals("true") || value.equals("false");
          default -> !nested;
        };
    if (!fits && !hasHole(value)) {
      wrong(holdsBlocks(value) ? Kind.ATTRIBUTE_EXPECTED : Kind.WRONG_TYPE, path, type, value);
    }
  }

  private void sequence(String path, SchemaType type, Object value) {
    if (!type.takesObjects() && holdsBlocks(value)) {
      wrong(Kind.ATTRIBUTE_EXPECTED, path, type, value);
    } else if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        check(path + "[" + i + "]", type.held(), items.get(i));
      }
    } else {
      wrong(Kind.WRONG_TYPE, path, type, value);
    }
  }

  private void map(String path, SchemaType type, Object value) {
    if (value instanceof Map<?, ?> entries) {
      entries.forEach((key, item) -> check(path + "." + key, type.held(), item));
    } else {
      wrong(holdsBlocks(value) ? Kind.ATTRIBUTE_EXPECTED : Kind.WRONG_TYPE, path, type, value);
    }
  }

  private void object(String path, SchemaType type, Object value) {
    if (!(value instanceof Map<?, ?> entries)) {
      wrong(Kind.WRONG_TYPE, path, type, value);
      return;
    }
    entries.forEach(
        (key, item) -> {
          String name = String.valueOf(key);
          String here = path + "." + name;
          SchemaType field = type.fields().get(name);
          if (field == null) {
            found.add(Unknown.member(here, name, type.fields().keySet()));
          } else {
            check(here, field, item);
          }
        });
  }

  private void wrong(Kind kind, String path, SchemaType type, Object value) {
    found.add(SchemaProblem.of(kind, path, inWords(value), type.inWords()));
  }

  /** Whether a value is one whole expression, whose type nobody knows yet. */
  static boolean isExpression(Object value) {
    return value instanceof String text && text.startsWith("${") && text.endsWith("}");
  }

  /** Whether text gets its final form only when Terraform evaluates it. */
  private static boolean hasHole(Object value) {
    if (!(value instanceof String text)) {
      return false;
    }
    String plain = text.replace("$${", "").replace("%%{", "");
    return plain.contains("${") || plain.contains("%{");
  }

  private static boolean isText(Object value, Pattern pattern) {
    return value instanceof String text && pattern.matcher(text).matches();
  }

  /** Whether a value looks like the content of nested blocks. */
  private static boolean holdsBlocks(Object value) {
    return value instanceof Map
        || (value instanceof List<?> items
            && !items.isEmpty()
            && items.stream().allMatch(item -> item instanceof Map));
  }

  static String inWords(@Nullable Object value) {
    if (value instanceof Map) {
      return "map";
    }
    if (value instanceof List) {
      return holdsBlocks(value) ? "list of maps" : "list";
    }
    if (value instanceof String) {
      return isExpression(value) ? "expression" : "string";
    }
    return value == null ? "nothing" : value instanceof Boolean ? "bool" : "number";
  }
}
