package blueprint.target.cloudformation;

import blueprint.text.JsonWriter;
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
   * For people: an entry a line, two blanks a level, short arrays on one line.
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
      out.add(separator + below(lineBreak) + "\"" + inside(member.getKey()) + "\":");
      out.add(lines ? " " : "");
      write(member.getValue(), below(lineBreak));
      separator = ",";
    }
    out.add(separator.isEmpty() ? "}" : lineBreak + "}");
  }

  private void array(Elements elements, String lineBreak) {
    boolean oneLine = lines && isShort(elements);
    String separator = "";
    out.add("[");
    for (Node item : elements.items()) {
      out.add(separator + (oneLine ? "" : below(lineBreak)));
      write(item, below(lineBreak));
      separator = oneLine ? ", " : ",";
    }
    out.add(separator.isEmpty() || oneLine ? "]" : lineBreak + "]");
  }

  private String below(String lineBreak) {
    return lines ? lineBreak + "  " : "";
  }

  private static boolean isShort(Elements elements) {
    boolean plain =
        elements.items().stream()
            .noneMatch(item -> item instanceof Fields || item instanceof Elements);
    List<Expression> text = plain ? compact(elements) : List.of();
    return text.size() == 1 && TextParts.bytes(text, 0) <= SHORT;
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
