package blueprint.target.cloudformation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Text with references in it, put together from its start to its end. A stretch that is known
 * neither begins nor ends with a blank, so that it can be written as lines.
 */
final class TextParts {

  private final List<Expression> parts = new ArrayList<>();
  private final StringBuilder known = new StringBuilder();

  /** Adds text that stands for itself. */
  TextParts add(String text) {
    known.append(text);
    return this;
  }

  /** Adds text, or what will be text. */
  TextParts add(Expression part) {
    if (part instanceof Expression.Text text) {
      return add(text.text());
    }
    flush();
    parts.add(part);
    return this;
  }

  /** All of it. */
  List<Expression> parts() {
    flush();
    return List.copyOf(parts);
  }

  /**
   * How large parts can become together, in bytes of UTF-8.
   *
   * @param reference the most that one of those has that are not known yet
   */
  static int bytes(List<Expression> parts, int reference) {
    return parts.stream()
        .mapToInt(
            part ->
                part instanceof Expression.Text text
                    ? text.text().getBytes(StandardCharsets.UTF_8).length
                    : reference)
        .sum();
  }

  private void flush() {
    String text = known.toString();
    known.setLength(0);
    String start = text.substring(0, text.length() - text.stripLeading().length());
    String rest = text.substring(start.length());
    String lines = rest.replaceFirst(" +$", "");
    for (String stretch : List.of(start, lines, rest.substring(lines.length()))) {
      if (!stretch.isEmpty()) {
        parts.add(Expression.text(stretch));
      }
    }
  }
}
