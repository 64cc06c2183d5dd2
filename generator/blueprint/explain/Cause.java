package blueprint.explain;

import java.util.List;

/**
 * Why a native tool says something.
 *
 * @param id its name
 * @param says words that a message of it holds, all of them, whatever their case
 * @param cause what has probably happened
 * @param next what to do about it
 * @param keys the keys that have to do with it: of the tier or image that a message is about, or,
 *     after {@code ^}, paths from the top
 * @param source the page that says so
 */
public record Cause(
    String id, List<String> says, String cause, String next, List<String> keys, String source) {

  /** What a path begins with that is not a key of a tier or an image. */
  static final String FROM_THE_TOP = "^";

  public Cause {
    says = List.copyOf(says);
    keys = List.copyOf(keys);
  }

  /** Whether a message is of it. */
  boolean fits(String lowerCase) {
    return says.stream().allMatch(lowerCase::contains);
  }
}
