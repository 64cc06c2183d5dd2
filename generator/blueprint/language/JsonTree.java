package blueprint.language;

import blueprint.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Free-form data that the user writes. Words without quotes follow YAML's core schema as far as
 * JSON has the same: {@code true}, {@code false}, {@code null} and JSON's numbers; all else is
 * text.
 */
public sealed interface JsonTree {

  /** The most characters of a number; more lose digits in every reader of JSON. */
  int LONGEST_NUMBER = 40;

  /** JSON's grammar of numbers; {@code 0644} and {@code 1_000} are text. */
  Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  /** Where it stands. */
  Span span();

  /** The kind in a user's words. */
  default String kind() {
    return this instanceof Mapping ? "a mapping" : this instanceof Sequence ? "a list" : "text";
  }

  /** An object, in the order in which it was written. */
  record Mapping(Map<String, JsonTree> members, Span span) implements JsonTree {
    public Mapping {
      members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  /** An array. */
  record Sequence(List<JsonTree> items, Span span) implements JsonTree {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Text, perhaps with references. */
  record TextValue(Text text, Span span) implements JsonTree {}

  /** A number as typed. */
  record NumberValue(String digits, Span span) implements JsonTree {}

  /** True, false, or, when empty, null. */
  record Constant(Optional<Boolean> value, Span span) implements JsonTree {}
}
