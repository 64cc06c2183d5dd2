package blueprint.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words of a POSIX shell, the same in bash and dash. */
public final class Shell {

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./:,+@%-]+");

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
   * Arguments, with spaces between.
   *
   * @throws IllegalArgumentException if a word holds a NUL
   */
  public static Safe words(List<String> words) {
    String line = words.stream().map(word -> word(word).text()).collect(Collectors.joining(" "));
    return new Safe(Language.SHELL, line);
  }
}
