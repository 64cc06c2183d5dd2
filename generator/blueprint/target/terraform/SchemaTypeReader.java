package blueprint.target.terraform;

import blueprint.target.terraform.SchemaType.Shape;
import java.util.Map;
import java.util.TreeMap;

/** Reads type expressions as {@code aws.schema} writes them: no spaces, no optional fields. */
final class SchemaTypeReader {

  private final String text;
  private int at;

  private SchemaTypeReader(String text) {
    this.text = text;
  }

  /** Throws if the text is not a type expression: the shipped file is damaged. */
  static SchemaType read(String text) {
    SchemaTypeReader reader = new SchemaTypeReader(text);
    SchemaType type = reader.type();
    if (reader.at != text.length()) {
      throw reader.damaged();
    }
    return type;
  }

  private SchemaType type() {
    String word = name();
    return switch (word) {
      case "any" -> SchemaType.simple(Shape.ANY);
      case "string" -> SchemaType.simple(Shape.STRING);
      case "number" -> SchemaType.simple(Shape.NUMBER);
      case "bool" -> SchemaType.simple(Shape.BOOL);
      case "list" -> of(Shape.LIST);
      case "set" -> of(Shape.SET);
      case "map" -> of(Shape.MAP);
      case "object" -> object();
      default -> throw damaged();
    };
  }

  private SchemaType of(Shape shape) {
    expect("(");
    SchemaType element = type();
    expect(")");
    return SchemaType.of(shape, element);
  }

  private SchemaType object() {
    Map<String, SchemaType> fields = new TreeMap<>();
    expect("({");
    while (!text.startsWith("})", at)) {
      if (!fields.isEmpty()) {
        expect(",");
      }
      String field = name();
      expect("=");
      fields.put(field, type());
    }
    expect("})");
    return SchemaType.object(Map.copyOf(fields));
  }

  private String name() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return text.substring(start, at);
  }

  private void expect(String sign) {
    if (!text.startsWith(sign, at)) {
      throw damaged();
    }
    at += sign.length();
  }

  private IllegalArgumentException damaged() {
    return new IllegalArgumentException("not a type at " + at + ": " + text);
  }
}
