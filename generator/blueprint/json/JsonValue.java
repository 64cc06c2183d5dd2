package blueprint.json;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value of JSON that was read, or nothing where a path leads nowhere: no question about it fails,
 * so what a file holds is asked for in one line. Immutable.
 */
public final class JsonValue implements Iterable<JsonValue> {

  private enum Nothing {
    NULL,
    MISSING
  }

  static final JsonValue NULL = new JsonValue(Nothing.NULL);
  private static final JsonValue MISSING = new JsonValue(Nothing.MISSING);

  /** A map, a list, text, a number, a truth value or nothing. */
  private final Object value;

  JsonValue(Object value) {
    this.value = value;
  }

  /** An object's member. */
  public JsonValue path(String member) {
    return members().getOrDefault(member, MISSING);
  }

  /** An array's item. */
  public JsonValue path(int index) {
    List<JsonValue> items = items();
    return index < items.size() ? items.get(index) : MISSING;
  }

  /** Members of members: {@code /one/other}. */
  public JsonValue at(String pointer) {
    JsonValue found = this;
    for (String member : pointer.substring(1).split("/", -1)) {
      found = found.path(member);
    }
    return found;
  }

  /** An object's members in their order; none if this is no object. */
  public Set<Map.Entry<String, JsonValue>> properties() {
    return members().entrySet();
  }

  /** The names of an object's members. */
  public Set<String> names() {
    return members().keySet();
  }

  /** An array's items; none if this is no array. */
  @Override
  public Iterator<JsonValue> iterator() {
    return items().iterator();
  }

  /** How many items or members there are. */
  public int size() {
    return members().size() + items().size();
  }

  /** Whether there is nothing, not even a null. */
  public boolean isMissing() {
    return value == Nothing.MISSING;
  }

  public boolean isObject() {
    return value instanceof Map;
  }

  public boolean isArray() {
    return value instanceof List;
  }

  public boolean isText() {
    return value instanceof String;
  }

  public boolean isBoolean() {
    return value instanceof Boolean;
  }

  /** Whether this is a number without a fraction that fits into 64 bits. */
  public boolean isInteger() {
    return value instanceof BigDecimal number && number.scale() == 0 && number.precision() <= 18;
  }

  /** Text as it is, numbers and truth values as they are written, nothing for anything else. */
  public String asText() {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return isText() || isBoolean() ? value.toString() : "";
  }

  /** An integer's value, or 0. */
  public long asLong() {
    return isInteger() ? ((BigDecimal) value).longValueExact() : 0;
  }

  /** An integer's value, or 0. */
  public int asInt() {
    return Math.toIntExact(asLong());
  }

  /** A truth value, or false. */
  public boolean asBoolean() {
    return Boolean.TRUE.equals(value);
  }

  /** An object with these of its members only. */
  public JsonValue only(Collection<String> names) {
    Map<String, JsonValue> kept = new LinkedHashMap<>(members());
    kept.keySet().retainAll(names);
    return new JsonValue(kept);
  }

  /** An object without one of its members. */
  public JsonValue without(String name) {
    Map<String, JsonValue> kept = new LinkedHashMap<>(members());
    kept.remove(name);
    return new JsonValue(kept);
  }

  @SuppressWarnings("unchecked")
  private Map<String, JsonValue> members() {
    return isObject() ? (Map<String, JsonValue>) value : Map.of();
  }

  @SuppressWarnings("unchecked")
  private List<JsonValue> items() {
    return isArray() ? (List<JsonValue>) value : List.of();
  }

  /** By value; the order of an object's members makes no difference. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonValue json && value.equals(json.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** For a message. */
  @Override
  public String toString() {
    return value.toString();
  }
}
