package blueprint.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Data of the user, with references bound. */
public sealed interface Json {

  /** An object; its members keep the order in which they were written. */
  record Mapping(Map<String, Json> members) implements Json {
    public Mapping {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  /** An array. */
  record Sequence(List<Json> items) implements Json {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Text. */
  record Text(Value value) implements Json {}

  /** A number, in JSON's own grammar. */
  record Numeral(String digits) implements Json {}

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** Nothing. */
  record Null() implements Json {}
}
