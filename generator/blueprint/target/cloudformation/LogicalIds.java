package blueprint.target.cloudformation;

import blueprint.plan.Names;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the parts of a template are called in it: letters and digits, so {@code web-app} becomes
 * {@code WebApp}. An id depends only on what the user calls the thing, so that it stays the same
 * whatever else changes: another id is another resource.
 */
final class LogicalIds {

  private static final Pattern ID = Pattern.compile("[A-Z][A-Za-z0-9]{0,254}");

  private static final Set<String> PSEUDO_PARAMETERS =
      Set.of(
          "AWS::AccountId",
          "AWS::NoValue",
          "AWS::Partition",
          "AWS::Region",
          "AWS::StackId",
          "AWS::StackName");

  private LogicalIds() {}

  /** The id of something that the user has named, and what it is there: {@code AppListener}. */
  static String of(String name, String what) {
    return of(name) + what;
  }

  /** A user's name as the start of an id. */
  static String of(String name) {
    return Names.inLetters(name);
  }

  static String requireId(String id) {
    return require(ID.matcher(id).matches(), "no logical id: ", id);
  }

  static String requireReferable(String id) {
    return require(
        PSEUDO_PARAMETERS.contains(id) || ID.matcher(id).matches(), "not to be referred to: ", id);
  }

  /** Comments are one line: what follows a line break would be part of the template. */
  static String requireComment(String text) {
    boolean oneLine =
        text.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    return require(oneLine && !text.isBlank(), "no comment: ", text);
  }

  private static String require(boolean fine, String problem, String text) {
    if (!fine) {
      throw new IllegalArgumentException(problem + text);
    }
    return text;
  }
}
