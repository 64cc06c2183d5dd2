package blueprint.source;

import java.util.List;

/**
 * A blueprint's text, read once.
 *
 * @param name how the user named the file; shown in diagnostics, never in the output
 * @param text its content with line ends as {@code \n} and without a byte order mark
 * @param lines the lines of the text, without their ends
 */
public record SourceFile(String name, String text, List<String> lines) {

  public SourceFile {
    lines = List.copyOf(lines);
  }

  /** A file of this text. */
  public SourceFile(String name, String text) {
    this(name, text, text.lines().toList());
  }

  /** The line with a number counted from 1; empty when the file ends before it. */
  public String line(int number) {
    return number <= lines.size() ? lines.get(number - 1) : "";
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceFile file && name.equals(file.name) && text.equals(file.text);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
