package blueprint.adoption;

import blueprint.source.Span;
import blueprint.source.YamlNode;

/**
 * Lines of a file of the project.
 *
 * @param first counted from 1
 * @param last the same as {@code first} where it is one line
 */
public record Place(String file, int first, int last) {

  static Place of(YamlNode node) {
    return of(node.span());
  }

  static Place of(YamlNode.Entry entry) {
    Place value = of(entry.value());
    int line = entry.key().span().start().line();
    return new Place(value.file, line, Math.max(line, value.last));
  }

  static Place of(Span span) {
    int first = span.start().line();
    int last = span.end().column() == 1 ? span.end().line() - 1 : span.end().line();
    return new Place(span.file().name(), first, Math.max(first, last));
  }

  /** All of a file. */
  static Place whole(String file) {
    return new Place(file, 1, Integer.MAX_VALUE);
  }

  /** Whether a line is among these. */
  public boolean covers(String name, int line) {
    return file.equals(name) && first <= line && line <= last;
  }

  @Override
  public String toString() {
    return Words.shown(file) + ":" + first;
  }
}
