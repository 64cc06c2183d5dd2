package blueprint.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CommonMark with GitHub's tables.
 *
 * @see <a href="https://spec.commonmark.org/0.31.2/">CommonMark</a>
 */
public final class Markdown {

  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>&#|~!]");

  /** What would begin a list, a heading or a rule. */
  private static final Pattern OPENING = Pattern.compile("^( *)([-+=]|\\d+[.)])");

  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private Markdown() {}

  /**
   * Running text on one line, in a table's cell too: no markup, no HTML, no link.
   *
   * @param text any text; line breaks and other control characters become a space
   */
  public static Safe escape(String text) {
    String line = SPECIAL.matcher(oneLine(text)).replaceAll("\\\\$0");
    Matcher opening = OPENING.matcher(line);
    if (opening.find()) {
      int last = opening.end() - 1;
      line = line.substring(0, last) + "\\" + line.substring(last);
    }
    return new Safe(Language.MARKDOWN, line);
  }

  /**
   * Inline code. Not for tables, where a {@code |} ends the cell in code too.
   *
   * @param text any text; line breaks and other control characters become a space
   */
  public static Safe code(String text) {
    String line = oneLine(text);
    int longest =
        BACKTICKS.matcher(line).results().mapToInt(r -> r.group().length()).max().orElse(0);
    String fence = "`".repeat(longest + 1);
    boolean padded = line.isBlank() || line.startsWith("`") || line.endsWith("`") || edged(line);
    String pad = padded ? " " : "";
    return new Safe(Language.MARKDOWN, fence + pad + line + pad + fence);
  }

  /** CommonMark strips one space from both ends when both have one. */
  private static boolean edged(String line) {
    return line.startsWith(" ") && line.endsWith(" ");
  }

  private static String oneLine(String text) {
    Characters.requireWellFormed(text);
    return BREAKS.matcher(text).replaceAll(" ");
  }
}
