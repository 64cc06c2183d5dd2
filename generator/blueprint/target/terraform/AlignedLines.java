package blueprint.target.terraform;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines at one indentation, with the equals signs of neighbours in one column.
 *
 * <p>Neighbours are entries on consecutive lines; a value over several lines, a blank line and a
 * comment end the row, as in {@code terraform fmt}.
 */
final class AlignedLines {

  private final String indent;
  private final StringBuilder out = new StringBuilder();
  private final List<Entry> row = new ArrayList<>();

  private record Entry(String name, String value) {}

  AlignedLines(String indent) {
    this.indent = indent;
  }

  /** Adds {@code name = value}. */
  void entry(String name, Expression value) {
    int room = HclExpressions.WIDTH - indent.length() - name.length() - " = ".length();
    String text = HclExpressions.write(value, room);
    if (text.contains("\n")) {
      line(name + " = " + text);
    } else {
      row.add(new Entry(name, text));
    }
  }

  /** Adds text of its own, over several lines if need be. */
  void line(String text) {
    endRow();
    out.append(indent).append(text.replaceAll("\n(?=[^\n])", "\n" + indent)).append('\n');
  }

  /** Adds a blank line. */
  void blank() {
    endRow();
    out.append('\n');
  }

  /** All lines, each with its end. */
  String text() {
    endRow();
    return out.toString();
  }

  private void endRow() {
    int widest = row.stream().mapToInt(entry -> width(entry.name())).max().orElse(0);
    for (Entry entry : row) {
      String space = " ".repeat(widest - width(entry.name()));
      out.append(indent).append(entry.name()).append(space);
      out.append(" = ").append(entry.value()).append('\n');
    }
    row.clear();
  }

  private static int width(String name) {
    return name.codePointCount(0, name.length());
  }
}
