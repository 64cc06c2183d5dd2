package blueprint.target.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What functions make of text, as far as that is known before there is a stack. CloudFormation
 * looks for dynamic references in what a function gives, so that none may be put together either:
 * neither from its halves, nor from braces and something that a resource says.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html">Dynamic
 *     references</a>
 */
final class KnownText {

  /** What CloudFormation replaces begins like this; with a blank in it, it does not. */
  static final String DYNAMIC = "{{resolve:";

  /** Stands for what is not known; no blueprint holds it. */
  private static final String UNKNOWN = "\u0000";

  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{resolve:|\\{\\{?r?e?s?o?l?v?e?:?" + UNKNOWN);

  private static final Pattern HOLE = Pattern.compile("\\$\\{(!?)([^}]*)\\}");

  private KnownText() {}

  /** Whether a function gives, or may give, text that CloudFormation would replace. */
  static boolean mayBeDynamic(Map<?, ?> function) {
    return REFERENCE.matcher(of(function)).find();
  }

  private static String of(Object value) {
    if (!(value instanceof Map<?, ?> || value instanceof List<?>)) {
      return String.valueOf(value);
    }
    if (value instanceof Map<?, ?> function && function.size() == 1) {
      Object argument = function.values().iterator().next();
      List<?> two = argument instanceof List<?> list && list.size() == 2 ? list : List.of();
      String name = String.valueOf(function.keySet().iterator().next());
      if (name.equals(Functions.SUB)) {
        return two.isEmpty()
            ? substituted(argument, Map.of())
            : substituted(two.get(0), two.get(1));
      } else if (name.equals("Fn::Join") && !two.isEmpty()) {
        return String.join(of(two.get(0)), texts(two.get(1)));
      } else if (name.equals("Fn::Select") && !two.isEmpty()) {
        return selected(String.valueOf(two.get(0)), texts(two.get(1)));
      }
    }
    return UNKNOWN;
  }

  private static List<String> texts(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(KnownText::of).toList();
    }
    boolean split = value instanceof Map<?, ?> function && function.containsKey("Fn::Split");
    if (split
        && ((Map<?, ?>) value).get("Fn::Split") instanceof List<?> argument
        && argument.size() == 2) {
      return List.of(of(argument.get(1)).split(Pattern.quote(of(argument.get(0))), -1));
    }
    return List.of(UNKNOWN);
  }

  private static String selected(String index, List<String> texts) {
    boolean known = index.matches("[0-9]{1,6}") && Integer.parseInt(index) < texts.size();
    return known ? texts.get(Integer.parseInt(index)) : UNKNOWN;
  }

  private static String substituted(Object template, Object names) {
    StringBuilder text = new StringBuilder();
    Matcher hole = HOLE.matcher(String.valueOf(template));
    while (hole.find()) {
      boolean literal = !hole.group(1).isEmpty();
      Object given = names instanceof Map<?, ?> map ? map.get(hole.group(2)) : null;
      String known = given == null ? UNKNOWN : of(given);
      String filled = literal ? "${" + hole.group(2) + "}" : known;
      hole.appendReplacement(text, Matcher.quoteReplacement(filled));
    }
    return hole.appendTail(text).toString();
  }
}
