package blueprint.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text that may stand in a file of one language as it is.
 *
 * <p>Only this room makes one: a quoter out of any text, {@link #name} out of text that needs no
 * quotes in any language. Text of the user gets here by no other way.
 */
public final class Safe {

  /** Means nothing but itself, in quotes or without, to every language of {@link Language}. */
  private static final Pattern INERT = Pattern.compile("[A-Za-z0-9._/:,@+ \\[\\]-]*");

  private final Language language;
  private final String text;

  Safe(Language language, String text) {
    this.language = language;
    this.text = text;
  }

  /**
   * Names, paths and numbers, several with blanks and commas between them.
   *
   * @throws IllegalArgumentException at any sign that could mean something
   */
  public static Safe name(Language language, String text) {
    if (!INERT.matcher(text).matches()) {
      throw new IllegalArgumentException("not without quotes: " + text);
    }
    return new Safe(language, text);
  }

  /** Parts with blanks between them: a line of a script. */
  public static Safe line(List<Safe> parts) {
    Language language = parts.get(0).language;
    if (parts.stream().anyMatch(part -> part.language != language)) {
      throw new IllegalArgumentException("parts of several languages");
    }
    return new Safe(language, parts.stream().map(Safe::text).collect(Collectors.joining(" ")));
  }

  /**
   * Markdown that the compiler itself wrote, around names whose grammar was checked. {@code
   * WallsTest} says who may.
   */
  public static Safe prose(String markdown) {
    return new Safe(Language.MARKDOWN, markdown);
  }

  /** Where the text may stand. */
  public Language language() {
    return language;
  }

  /** What to write. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
