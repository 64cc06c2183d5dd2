package blueprint.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in which {@code ${db.host}} stands for a value that is known only later, and {@code $$} for
 * a dollar.
 */
public record Text(List<Part> parts) {

  private static final Pattern TOKEN = Pattern.compile("\\$\\$|\\$\\{([^}]*)}|\\$");
  private static final Pattern REFERENCE =
      Pattern.compile("([a-z][a-z0-9-]*)\\.([a-z][a-z0-9_-]*)");

  public Text {
    parts = List.copyOf(parts);
  }

  /** A stretch of text: either literal, or a reference. */
  public sealed interface Part {}

  /** Text that stands for itself. */
  public record Literal(String text) implements Part {}

  /** {@code ${owner.attribute}}: a tier's attribute, or with the owner {@code secret} a secret. */
  public record Reference(String owner, String attribute) implements Part {
    @Override
    public String toString() {
      return "${" + owner + "." + attribute + "}";
    }
  }

  /** Text without references. */
  public static Text literal(String text) {
    return new Text(text.isEmpty() ? List.of() : List.of(new Literal(text)));
  }

  /** Reads references; empty when a dollar is neither doubled nor the start of one. */
  public static Optional<Text> parse(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    int from = 0;
    while (token.find()) {
      literal.append(text, from, token.start());
      from = token.end();
      if (token.group().equals("$$")) {
        literal.append('$');
        continue;
      }
      Matcher reference = REFERENCE.matcher(Optional.ofNullable(token.group(1)).orElse(""));
      if (!reference.matches()) {
        return Optional.empty();
      }
      flush(literal, parts);
      parts.add(new Reference(reference.group(1), reference.group(2)));
    }
    literal.append(text.substring(from));
    flush(literal, parts);
    return Optional.of(new Text(parts));
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  /** The references in the order in which they stand. */
  public List<Reference> references() {
    return parts.stream().filter(Reference.class::isInstance).map(Reference.class::cast).toList();
  }
}
