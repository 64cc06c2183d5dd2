package blueprint.language;

/**
 * What a user calls something: lower-case letters, digits and single hyphens, a letter first, at
 * most 32 characters. It becomes part of names in every target, so this is what all of them accept.
 */
public record Name(String text) implements Comparable<Name> {

  @Override
  public int compareTo(Name other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
