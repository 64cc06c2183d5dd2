package blueprint.diagnostic;

import blueprint.source.Characters;
import blueprint.source.Position;
import blueprint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Problems for people.
 *
 * <pre>
 * shop.yaml:3:5: error[unknown-key]: unknown key `replcas`
 * 3 |     replcas: 2
 *   |     ^^^^^^^
 * hint: did you mean `replicas`?
 * </pre>
 */
public final class TextRenderer {

  private static final int MAX_SHOWN = 50;
  private static final int MAX_LINE = 160;

  private final boolean colour;

  /**
   * @param colour whether to mark severities with ANSI colours
   */
  public TextRenderer(boolean colour) {
    this.colour = colour;
  }

  /** The first fifty problems, errors before warnings, and how many more there are. */
  public String render(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    shown(diagnostics).forEach(d -> render(d, out));
    if (diagnostics.size() > MAX_SHOWN) {
      out.append(diagnostics.size() < Diagnostics.MOST ? "and " : "and at least ")
          .append(diagnostics.size() - MAX_SHOWN)
          .append(" more\n");
    }
    return out.toString();
  }

  /** What keeps a command from its work; a hint that several share is said once, after the last. */
  public static String failures(List<Failure> failures) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < failures.size(); i++) {
      Failure failure = failures.get(i);
      out.append("blueprint: ").append(failure.severity() == Severity.WARNING ? "warning: " : "");
      out.append(safe(failure.message())).append('\n');
      boolean last = i + 1 == failures.size();
      if (last || !failures.get(i + 1).hint().equals(failure.hint())) {
        out.append("hint: ").append(safe(failure.hint())).append('\n');
      }
      failure.trace().ifPresent(out::append);
    }
    return out.toString();
  }

  /** Where not all fit, warnings make room for errors. */
  private static List<Diagnostic> shown(List<Diagnostic> diagnostics) {
    List<Diagnostic> shown = new ArrayList<>(diagnostics);
    for (int i = shown.size() - 1; i >= 0 && shown.size() > MAX_SHOWN; i--) {
      if (!isError(shown.get(i))) {
        shown.remove(i);
      }
    }
    return shown.subList(0, Math.min(shown.size(), MAX_SHOWN));
  }

  private static boolean isError(Diagnostic diagnostic) {
    return diagnostic.code().severity() == Severity.ERROR;
  }

  private void render(Diagnostic diagnostic, StringBuilder out) {
    Severity severity = diagnostic.severity();
    out.append(safe(diagnostic.span().toString())).append(": ");
    out.append(paint(severity, severity.label() + "[" + diagnostic.code().id() + "]"));
    out.append(": ").append(safe(diagnostic.message())).append('\n');
    if (!diagnostic.code().isConfidential()) {
      excerpt(diagnostic.span(), out);
    }
    for (Diagnostic.Note note : diagnostic.notes()) {
      out.append("note: ").append(safe(note.span() + ": " + note.text())).append('\n');
    }
    diagnostic.hint().ifPresent(h -> out.append("hint: ").append(safe(h)).append('\n'));
    out.append('\n');
  }

  /** The line of a place with what is meant in it underlined; empty when it cannot be shown. */
  public static String excerpt(Span span) {
    StringBuilder out = new StringBuilder();
    excerpt(span, out);
    return out.toString();
  }

  private static void excerpt(Span span, StringBuilder out) {
    Position start = span.start();
    String line = span.file().line(start.line());
    if (line.isBlank() || line.length() > MAX_LINE || !SecretText.mayShow(line)) {
      return;
    }
    String number = Integer.toString(start.line());
    int length = line.codePointCount(0, line.length());
    int end = span.end().line() == start.line() ? span.end().column() : length + 1;
    int from = width(line, 0, start.column() - 1);
    int carets = Math.max(1, width(line, start.column() - 1, Math.min(end - 1, length)));
    out.append(number).append(" | ").append(safe(line.replace('\t', ' '))).append('\n');
    out.append(" ".repeat(number.length())).append(" | ");
    out.append(" ".repeat(from)).append("^".repeat(carets)).append('\n');
  }

  /** How many characters a stretch of a line takes when it is shown. */
  private static int width(String line, int fromPoint, int toPoint) {
    int length = line.codePointCount(0, line.length());
    int from = line.offsetByCodePoints(0, Math.min(fromPoint, length));
    int to = line.offsetByCodePoints(0, Math.min(Math.max(toPoint, fromPoint), length));
    String shown = safe(line.substring(from, to).replace('\t', ' '));
    return shown.codePointCount(0, shown.length()) + Math.max(0, fromPoint - length);
  }

  private String paint(Severity severity, String text) {
    if (!colour) {
      return text;
    }
    return (severity == Severity.ERROR ? "\u001b[31m" : "\u001b[33m") + text + "\u001b[0m";
  }

  /**
   * Control and invisible characters made visible: a blueprint or a file name must not steer a
   * terminal.
   */
  public static String safe(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (Character.isISOControl(point)) {
                out.append(String.format(Locale.ROOT, "\\x%02x", point));
              } else if (Characters.isForbidden(point)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", point));
              } else {
                out.appendCodePoint(point);
              }
            });
    return out.toString();
  }
}
