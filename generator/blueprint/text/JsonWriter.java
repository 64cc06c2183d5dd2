package blueprint.text;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON for people: two spaces a level, one entry a line, {@code "key": value}, characters beyond
 * ASCII as they are, {@code \n} and a final one.
 */
public final class JsonWriter {

  private final StringBuilder out = new StringBuilder();

  private final String indent;
  private final String colon;

  private JsonWriter(String indent, String colon) {
    this.indent = indent;
    this.colon = colon;
  }

  /**
   * Writes a tree.
   *
   * @param tree {@code Map} with text as keys (its order is the file's, so it must have one),
   *     {@code List}, {@code String}, {@code Number}, {@code Boolean} or null
   * @throws IllegalArgumentException at any other value, at a number JSON has no form for, or at
   *     half a character
   */
  public static String write(@Nullable Object tree) {
    JsonWriter writer = new JsonWriter("  ", ": ");
    writer.value(tree, "\n");
    return writer.out.append('\n').toString();
  }

  /** The same on one line, without a blank, and with a line end: for programs. */
  public static String line(@Nullable Object tree) {
    JsonWriter writer = new JsonWriter("", ":");
    writer.value(tree, "");
    return writer.out.append('\n').toString();
  }

  private void value(@Nullable Object value, String lineBreak) {
    if (value instanceof Map<?, ?> map) {
      object(map, lineBreak);
    } else if (value instanceof List<?> list) {
      array(list, lineBreak);
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof Number number) {
      number(number);
    } else if (value == null || value instanceof Boolean) {
      out.append(value);
    } else {
      throw new IllegalArgumentException("no JSON value: " + value.getClass().getName());
    }
  }

  private void object(Map<?, ?> map, String lineBreak) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    out.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      if (!(entry.getKey() instanceof String key)) {
        throw new IllegalArgumentException("no JSON key: " + entry.getKey());
      }
      out.append(lineBreak).append(indent);
      string(key);
      out.append(colon);
      value(entry.getValue(), lineBreak + indent);
      out.append(entries.hasNext() ? "," : "");
    }
    out.append(lineBreak).append('}');
  }

  private void array(List<?> list, String lineBreak) {
    if (list.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append('[');
    Iterator<?> items = list.iterator();
    while (items.hasNext()) {
      out.append(lineBreak).append(indent);
      value(items.next(), lineBreak + indent);
      out.append(items.hasNext() ? "," : "");
    }
    out.append(lineBreak).append(']');
  }

  private void string(String text) {
    Characters.requireWellFormed(text);
    out.append('"').append(JsonStringEncoder.getInstance().quoteAsString(text)).append('"');
  }

  private void number(Number number) {
    if ((number instanceof Double || number instanceof Float)
        && !Double.isFinite(number.doubleValue())) {
      throw new IllegalArgumentException("no JSON number: " + number);
    }
    out.append(number);
  }
}
