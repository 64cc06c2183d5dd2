package blueprint.adoption;

import blueprint.diagnostic.SecretText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text of an untrusted file: what of it is a secret, and how the rest is shown. */
final class Words {

  /**
   * More than the compiler refuses: here a secret too many costs a line, one too few a password.
   */
  private static final Pattern TELLING =
      Pattern.compile("(?i)pass|pwd|secret|token|credential|dsn|salt|api_?key|[_-]key$");

  private static final Pattern PLAIN = Pattern.compile("(?i)|true|false|on|off|yes|no|[0-9.]{1,6}");

  /** Long, of all kinds of letters, and no path, address or sentence. */
  private static final Pattern RANDOM =
      Pattern.compile("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[^\\s/.:,]{20,}");

  private static final int SHOWN = 100;
  private static final int SAID = 600;

  private Words() {}

  /** Whether a value may be a secret, by its name or its form. */
  static boolean isSecret(String name, String value) {
    return SecretText.isNamedBy(name)
        || SecretText.isIn(value)
        || RANDOM.matcher(value).matches()
        || (TELLING.matcher(name).find() && !PLAIN.matcher(value).matches());
  }

  /** Whether a command or a file may hold a secret. */
  static boolean holdsSecret(String text) {
    return SecretText.isIn(text) || SecretText.isArgumentOf(text);
  }

  /** A name for a message: short, visible, and without what looks like a secret. */
  static String shown(String text) {
    return visible(text, SHOWN);
  }

  /** A sentence of the compiler's, which may hold words of the project. */
  static String said(String text) {
    return visible(text, SAID);
  }

  private static String visible(String text, int most) {
    String visible = SecretText.masked(text).replaceAll("[^\\p{L}\\p{N}\\x20-\\x7E]", "?");
    return visible.length() <= most ? visible : visible.substring(0, most) + "...";
  }

  /** A name of the language: lower-case letters, digits and single hyphens, a letter first. */
  static String name(String text, int most) {
    String name =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
    return name.substring(0, Math.min(name.length(), most)).replaceAll("-+$", "");
  }

  /** Words of a list in one text, as options have them. */
  static List<String> list(String text) {
    return Pattern.compile("\\s*,\\s*")
        .splitAsStream(text.strip())
        .filter(w -> !w.isEmpty())
        .toList();
  }
}
