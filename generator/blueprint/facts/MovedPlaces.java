package blueprint.facts;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places and names of the first Amazon Linux, as they are called now. */
public final class MovedPlaces {

  private MovedPlaces() {}

  /** What of a text was called otherwise: old names with new ones. */
  public static Map<String, String> in(String text) {
    Map<String, String> found = new TreeMap<>();
    BeanstalkFacts.moved()
        .forEach(
            (old, now) -> {
              if (pattern(old).matcher(text).find()) {
                found.put(old, now);
              }
            });
    return found;
  }

  /** A text with today's names. */
  public static String now(String text) {
    String moved = text;
    for (Map.Entry<String, String> entry : BeanstalkFacts.moved().entrySet()) {
      moved =
          pattern(entry.getKey())
              .matcher(moved)
              .replaceAll(Matcher.quoteReplacement(entry.getValue()));
    }
    return moved;
  }

  /** A path where it begins one, and a name where it is given to a file: after {@code chown}. */
  private static Pattern pattern(String old) {
    return old.startsWith("/")
        ? Pattern.compile("(?<![A-Za-z0-9._/-])" + Pattern.quote(old) + "(?![A-Za-z0-9._-])")
        : Pattern.compile(
            "(?<=\\bch(?:own|grp)(?: [^;&|\n]{0,40})?[ :.])"
                + Pattern.quote(old)
                + "(?![A-Za-z0-9_-])");
  }
}
