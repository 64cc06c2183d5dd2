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

  /** JSON's grammar of numbers; {@code 0644} and {@code 1_000} are text. */
  Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

  /** Where it stands. */
  Span span();

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
