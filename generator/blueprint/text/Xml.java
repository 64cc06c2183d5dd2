package blueprint.text;

/**
 * XML 1.0.
 *
 * @see <a href="https://www.w3.org/TR/xml/#charsets">the characters that it can hold</a>
 */
public final class Xml {

  private Xml() {}

  /**
   * Text for an element's content or a quoted attribute, which a parser gives back unchanged.
   *
   * @param text any text without control characters; a tab or a line end is one, because an
   *     attribute would turn it into a space
   * @throws IllegalArgumentException if there is a character that XML cannot hold
   */
  public static Safe escape(String text) {
    Characters.requireNoControls(text);
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(point -> out.append(escape(point)));
    return new Safe(Language.XML, out.toString());
  }

  private static String escape(int point) {
    return switch (point) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      case 0xFFFE, 0xFFFF -> throw new IllegalArgumentException("not a character of XML");
      default -> Character.toString(point);
    };
  }
}
