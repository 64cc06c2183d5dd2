package blueprint.target.cloudformation;

import blueprint.text.JsonWriter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as text, in which stretches of strings may be references. */
final class JsonText {

  private static final int SHORT = 60;

  /** What JSON is made of. */
  sealed interface Node {}

  /** An object; its members keep their order. */
  record Fields(Map<String, Node> members) implements Node {

    static final Fields NONE = new Fields(Map.of());

    Fields {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The same with a further member. */
    Fields with(String name, Node value) {
      Map<String, Node> more = new LinkedHashMap<>(members);
      more.put(name, value);
      return new Fields(more);
    }

    /** The same with a further member that is text. */
    Fields with(String name, String text) {
      return with(name, string(text));
    }
  }

  /** An array. */
  record Elements(List<Node> items) implements Node {
    Elements {
      items = List.copyOf(items);
    }
  }

  /** A string of text and references. */
  record Words(List<Expression> parts) implements Node {
    Words {
      parts = List.copyOf(parts);
    }
  }

  /** A number or a word, as JSON writes it. */
  record Bare(String json) implements Node {}

  private final TextParts out = new TextParts();
  private final boolean lines;

  private JsonText(boolean lines) {
    this.lines = lines;
  }

  /** A string. */
  static Words string(String text) {
    return new Words(List.of(Expression.text(text)));
  }

  /** A string that is known later. */
  static Words string(Expression reference) {
    return new Words(List.of(reference));
  }

  /** A whole number. */
  static Bare number(long value) {
    return new Bare(Long.toString(value));
  }

  /** The nothing of JSON. */
  static Bare nothing() {
    return new Bare("null");
  }

  /**
   * For people: an entry a line, two blanks a level; short lists, and short objects in lists, on
   * one.
   *
   * @param indent what stands before each line but the first
   */
  static List<Expression> lines(Node node, String indent) {
    JsonText text = new JsonText(true);
    text.write(node, "\n" + indent);
    return text.out.parts();
  }

  /** As short as it can be. */
  static List<Expression> compact(Node node) {
    JsonText text = new JsonText(false);
    text.write(node, "");
    return text.out.parts();
  }

  private void write(Node node, String lineBreak) {
    if (node instanceof Fields fields) {
      object(fields, lineBreak);
    } else if (node instanceof Elements elements) {
      array(elements, lineBreak);
    } else if (node instanceof Words words) {
      out.add("\"");
      words.parts().forEach(this::part);
      out.add("\"");
    } else {
      out.add(((Bare) node).json());
    }
  }

  private void object(Fields fields, String lineBreak) {
    String separator = "";
    out.add("{");
    for (Map.Entry<String, Node> member : fields.members().entrySet()) {
      out.add(separator + below(lineBreak) + "\"" + inside(member.getKey()) + "\":" + blank());
      write(member.getValue(), below(lineBreak));
      separator = ",";
    }
    out.add(separator.isEmpty() ? "}" : lineBreak + "}");
  }

  private void array(Elements elements, String lineBreak) {
    if (lines && isShort(elements)) {
      row(elements);
      return;
    }
    String separator = "";
    out.add("[");
    for (Node item : elements.items()) {
      out.add(separator + below(lineBreak));
      if (lines && item instanceof Fields fields && isShort(fields)) {
        row(fields);
      } else {
        write(item, below(lineBreak));
      }
      separator = ",";
    }
    out.add(separator.isEmpty() ? "]" : lineBreak + "]");
  }

  private String below(String lineBreak) {
    return lines ? lineBreak + "  " : "";
  }

  private String blank() {
    return lines ? " " : "";
  }

  private void row(Elements elements) {
    String separator = "";
    out.add("[");
    for (Node item : elements.items()) {
      out.add(separator);
      write(item, "");
      separator = "," + blank();
    }
    out.add("]");
  }

  private void row(Fields fields) {
    String separator = "{";
    for (Map.Entry<String, Node> member : fields.members().entrySet()) {
      out.add(separator + "\"" + inside(member.getKey()) + "\":" + blank());
      write(member.getValue(), "");
      separator = "," + blank();
    }
    out.add("}");
  }

  private static boolean isShort(Elements elements) {
    return isShort(elements, elements.items());
  }

  private static boolean isShort(Fields fields) {
    return !fields.members().isEmpty() && isShort(fields, fields.members().values());
  }

  /** Whether it is known as a whole, has no parts with parts, and is short. */
  private static boolean isShort(Node node, Collection<Node> parts) {
    if (parts.stream().anyMatch(part -> part instanceof Fields || part instanceof Elements)) {
      return false;
    }
    List<Expression> text = compact(node);
    return text.stream().allMatch(Expression.Text.class::isInstance)
        && TextParts.bytes(text, 0) <= SHORT;
  }

  private void part(Expression part) {
    if (part instanceof Expression.Text text) {
      out.add(inside(text.text()));
    } else {
      out.add(part);
    }
  }

  /**
   * Text between the quotes of a string. CloudFormation and Parameter Store take two braces for a
   * reference, wherever they are, so one of them is escaped.
   */
  private static String inside(String text) {
    String quoted = JsonWriter.line(text).strip();
    return quoted.substring(1, quoted.length() - 1).replace("{{", "{\\u007b");
  }
}
