package blueprint.text;

import java.util.Locale;

/** What all quoters refuse or name alike. */
final class Characters {

  private Characters() {}

  /**
   * Refuses text that is no sequence of Unicode characters.
   *
   * @throws IllegalArgumentException at a surrogate without its other half
   */
  static void requireWellFormed(String text) {
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        throw new IllegalArgumentException("half a character: " + name(point));
      }
      i += Character.charCount(point);
    }
  }

  /**
   * Refuses control characters, line breaks among them.
   *
   * @throws IllegalArgumentException at the first one
   */
  static void requireNoControls(String text) {
    requireWellFormed(text);
    text.chars()
        .filter(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)
        .findFirst()
        .ifPresent(
            c -> {
              throw new IllegalArgumentException("control character: " + name(c));
            });
  }

  private static String name(int point) {
    return String.format(Locale.ROOT, "U+%04X", point);
  }
}
