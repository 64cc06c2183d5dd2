package blueprint.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Command lines of systemd units.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html">
 *     systemd.service, COMMAND LINES</a>
 */
public final class Systemd {

  /** Needs no quotes, so that units read naturally. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./:=,+@%^~-]+");

  /** Before the program these are switches, in quotes too. */
  private static final String PREFIXES = "-@:+!|";

  private Systemd() {}

  /**
   * One argument of {@code ExecStart=} and its kin: no specifier ({@code %h}), no variable ({@code
   * $HOME}), no separator ({@code ;}).
   *
   * @param text one line
   * @throws IllegalArgumentException if there is a line break or another control character, which
   *     would end the setting
   */
  public static Safe quote(String text) {
    Characters.requireNoControls(text);
    String escaped = text.replace("%", "%%").replace("$", "$$");
    if (HARMLESS.matcher(escaped).matches()) {
      return new Safe(Language.SYSTEMD, escaped);
    }
    String inside = escaped.replace("\\", "\\\\").replace("\"", "\\\"");
    return new Safe(Language.SYSTEMD, "\"" + inside + "\"");
  }

  /**
   * A whole command line: a program and its arguments.
   *
   * @param words the program first; not empty
   * @throws IllegalArgumentException if a word cannot be written, or if systemd would read the
   *     program's first character as a switch or expand a variable in it
   */
  public static Safe command(List<String> words) {
    String program = words.isEmpty() ? "" : words.get(0);
    if (program.isEmpty() || PREFIXES.indexOf(program.charAt(0)) >= 0 || program.contains("$")) {
      throw new IllegalArgumentException("no program: " + program);
    }
    List<String> quoted = new ArrayList<>();
    words.forEach(word -> quoted.add(quote(word).text()));
    return new Safe(Language.SYSTEMD, String.join(" ", quoted));
  }
}
