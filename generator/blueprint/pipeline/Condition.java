package blueprint.pipeline;

import java.util.Map;

/**
 * When a step is run: when a value holds a text, or when it does not.
 *
 * @param holds whether it has to
 */
public record Condition(String variable, String text, boolean holds) {

  static Condition when(String variable, String text) {
    return new Condition(variable, text, true);
  }

  static Condition unless(String variable, String text) {
    return new Condition(variable, text, false);
  }

  /** Whether it is met. */
  public boolean isMet(Map<String, String> values) {
    return values.getOrDefault(variable, "").contains(text) == holds;
  }
}
