package blueprint.target.cloudformation;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a property holds.
 *
 * @param object the name of the object; empty for the other kinds
 * @param element what a list or map holds; null for the other kinds
 */
record PropertyType(Kind kind, String object, @Nullable PropertyType element) {

  /** A kind of value. */
  enum Kind {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    /** Data of any form. */
    JSON,
    LIST,
    MAP,
    OBJECT
  }

  /** Reads a type as {@code aws.schema} writes it. */
  static PropertyType read(String text) {
    int bracket = text.indexOf('(');
    if (bracket >= 0) {
      Kind kind = Kind.valueOf(text.substring(0, bracket).toUpperCase(Locale.ROOT));
      return new PropertyType(kind, "", read(text.substring(bracket + 1, text.length() - 1)));
    }
    return switch (text) {
      case "string", "integer", "number", "boolean", "json" ->
          new PropertyType(Kind.valueOf(text.toUpperCase(Locale.ROOT)), "", null);
      default -> new PropertyType(Kind.OBJECT, text, null);
    };
  }

  /** What a list or map holds. */
  PropertyType held() {
    return Objects.requireNonNull(element);
  }

  boolean isScalar() {
    return switch (kind) {
      case STRING, INTEGER, NUMBER, BOOLEAN -> true;
      case JSON, LIST, MAP, OBJECT -> false;
    };
  }

  /** As people say it: {@code list of strings}. */
  String inWords() {
    return switch (kind) {
      case LIST, MAP -> kind.name().toLowerCase(Locale.ROOT) + " of " + held().inWords() + "s";
      case JSON -> "any value";
      default -> kind.name().toLowerCase(Locale.ROOT);
    };
  }
}
