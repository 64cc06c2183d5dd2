package blueprint.source;

import java.util.OptionalInt;

/**
 * The characters that a blueprint may hold.
 *
 * <p>Refused once, here: control characters, invisible and bidirectional ones ("Trojan Source"),
 * lone surrogates and the rare line breaks. Several output languages have no safe way to write
 * them.
 */
public final class Characters {

  private Characters() {}

  /** The offset of the first forbidden character, if there is one. */
  static OptionalInt firstForbidden(String text) {
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (isForbidden(point)) {
        return OptionalInt.of(i);
      }
      i += Character.charCount(point);
    }
    return OptionalInt.empty();
  }

  /** Whether a blueprint may not hold a character, and no message shows it as it is. */
  public static boolean isForbidden(int point) {
    if (point == '\n' || point == '\t') {
      return false;
    }
    boolean invisible =
        (point >= 0x200B && point <= 0x200F)
            || (point >= 0x202A && point <= 0x202E)
            || (point >= 0x2060 && point <= 0x2069)
            || (point >= 0xFFF9 && point <= 0xFFFB)
            || (point >= 0xE0000 && point <= 0xE007F)
            || point == 0x00AD
            || point == 0x061C
            || point == 0x180E
            || point == 0xFEFF;
    boolean lineBreak = point == 0x2028 || point == 0x2029;
    boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
    boolean nonCharacter = (point & 0xFFFE) == 0xFFFE;
    return Character.isISOControl(point) || invisible || lineBreak || surrogate || nonCharacter;
  }

  /** How a code point is named in messages, as {@code U+202E}. */
  static String name(int point) {
    return String.format(java.util.Locale.ROOT, "U+%04X", point);
  }
}
