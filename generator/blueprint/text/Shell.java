package blueprint.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words of a POSIX shell, the same in bash and dash. */
public final class Shell {

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./:,+@%-]+");

  /** Nothing to a shell behind a program's name; in its place it might set a variable. */
  private static final Pattern PLAIN_ARGUMENT =
      Pattern.compile("[A-Za-z0-9_./:,+@%-][A-Za-z0-9_./:,+@%=-]*");

  /** What means nothing between double quotes, not even to a shell that remembers its lines. */
  private static final Pattern IN_DOUBLE_QUOTES = Pattern.compile("[^\\x00-\\x1f\"$`\\\\!]*");

  private Shell() {}

  /**
   * One word, always in single quotes: nothing in it means anything to the shell.
   *
   * <p>A word that a program would take for an option stays one; put {@code --} before it.
   *
   * @param text any text without NUL
   * @throws IllegalArgumentException if there is a NUL, which no argument can hold
   */
  public static Safe quote(String text) {
    Characters.requireWellFormed(text);
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("NUL in an argument");
    }
    return new Safe(Language.SHELL, "'" + text.replace("'", "'\\''") + "'");
  }

  /**
   * One word that is no program's name: without quotes where it needs none, so that scripts read
   * naturally.
   *
   * @throws IllegalArgumentException if there is a NUL, which no argument can hold
   */
  public static Safe word(String text) {
    return HARMLESS.matcher(text).matches() ? new Safe(Language.SHELL, text) : quote(text);
  }

  /**
   * An argument in a line that people read: without quotes where it needs none, with quotes of the
   * other kind around single ones.
   *
   * @throws IllegalArgumentException if there is a NUL, which no argument can hold
   */
  public static Safe readable(String text) {
    if (PLAIN_ARGUMENT.matcher(text).matches()) {
      return new Safe(Language.SHELL, text);
    }
    return text.contains("'") && IN_DOUBLE_QUOTES.matcher(text).matches()
        ? new Safe(Language.SHELL, '"' + text + '"')
        : quote(text);
  }

  /**
   * Arguments, with spaces between.
   *
   * @throws IllegalArgumentException if a word holds a NUL
   */
  public static Safe words(List<String> words) {
    String line = words.stream().map(word -> word(word).text()).collect(Collectors.joining(" "));
    return new Safe(Language.SHELL, line);
  }
}
