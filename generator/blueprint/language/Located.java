package blueprint.language;

import blueprint.source.Span;

/**
 * A value and where the user wrote it; for a default, where it could have been written.
 *
 * @param <T> the value's type
 */
public record Located<T>(T value, Span span) {

  @Override
  public String toString() {
    return value.toString();
  }
}
