package blueprint.source;

/**
 * A stretch of a source file, from its first character up to, not including, {@code end}.
 *
 * @param file the file that {@code start} and {@code end} count in
 */
public record Span(SourceFile file, Position start, Position end) {

  /** The span of one character, used where a tool names only a point. */
  public static Span at(SourceFile file, Position start) {
    return new Span(file, start, new Position(start.line(), start.column() + 1));
  }

  @Override
  public String toString() {
    return file.name() + ":" + start.line() + ":" + start.column();
  }
}
