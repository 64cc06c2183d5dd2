package blueprint.text;

import java.util.regex.Pattern;

/**
 * Parameters of directives in nginx's configuration.
 *
 * @see <a
 *     href="https://nginx.org/en/docs/dev/development_guide.html#config_files">Configuration</a>
 */
public final class Nginx {

  /** Needs no quotes, so that configuration reads naturally. */
  private static final Pattern HARMLESS =
      Pattern.compile("[A-Za-z0-9/._:,+@%?&-][A-Za-z0-9/._:,+@%?&=~-]*");

  private Nginx() {}

  /**
   * One parameter: no separator ({@code ;}), no block ({@code {}}), no comment.
   *
   * @param text without a dollar, which nginx knows no way to write where it reads variables
   * @throws IllegalArgumentException if there is a dollar, or a control character that no escape
   *     stands for
   */
  public static Safe quote(String text) {
    Characters.requireWellFormed(text);
    if (text.indexOf('$') >= 0) {
      throw new IllegalArgumentException("a dollar in nginx's configuration");
    }
    if (HARMLESS.matcher(text).matches()) {
      return new Safe(Language.NGINX, text);
    }
    String inside =
        text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t");
    Characters.requireNoControls(inside);
    return new Safe(Language.NGINX, "\"" + inside + "\"");
  }
}
