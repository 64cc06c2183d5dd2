package blueprint.text;

import java.util.Locale;

/**
 * Strings of HCL, Terraform's language.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/expressions/strings">Strings and
 *     templates</a>
 */
public final class Hcl {

  private Hcl() {}

  /**
   * A quoted string that evaluates to the text: no interpolation, no directive, no here-document.
   *
   * <p>Terraform turns all text into Unicode NFC, so only text in NFC comes back equal.
   *
   * @param text any text
   * @throws IllegalArgumentException at half a character
   */
  public static Safe quote(String text) {
    return new Safe(Language.HCL, "\"" + inside(text) + "\"");
  }

  /**
   * A stretch of text between the quotes of a string that goes on with an interpolation: its last
   * characters must not make that one an escape.
   *
   * @throws IllegalArgumentException at half a character
   */
  public static Safe beforeInterpolation(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '$' || text.charAt(end - 1) == '%')) {
      end--;
    }
    String marks = text.substring(end);
    String written = inside(text.substring(0, end));
    return new Safe(Language.HCL, marks.isEmpty() ? written : written + "${\"" + marks + "\"}");
  }

  /**
   * The last stretch of text between the quotes of a string.
   *
   * @throws IllegalArgumentException at half a character
   */
  public static Safe beforeQuote(String text) {
    return new Safe(Language.HCL, inside(text));
  }

  private static String inside(String text) {
    Characters.requireWellFormed(text);
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean opens = (c == '$' || c == '%') && i + 1 < text.length() && text.charAt(i + 1) == '{';
      if (opens) {
        out.append(c).append(c);
      } else {
        append(c, out);
      }
    }
    return out.toString();
  }

  private static void append(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (Character.isISOControl(c) || c == 0xFEFF || c == 0x2028 || c == 0x2029) {
          // Upper case, as in no floating point number.
          out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
