package blueprint.pipeline;

import java.util.List;

/**
 * What an answer means when it holds a text. The first that fits counts.
 *
 * @param text what the answer holds
 * @param says what is wrong, for {@link Meaning#FAILS}; lower case, no full stop
 */
public record Verdict(String text, Meaning meaning, String says) {

  /** Whether to go on. */
  public enum Meaning {
    GOOD,
    WAIT,
    FAILS
  }

  static Verdict good(String text) {
    return new Verdict(text, Meaning.GOOD, "");
  }

  static Verdict wait(String text) {
    return new Verdict(text, Meaning.WAIT, "");
  }

  static Verdict fails(String text, String says) {
    return new Verdict(text, Meaning.FAILS, says);
  }

  /** The verdict on an answer. */
  static Verdict on(String answer, List<Verdict> verdicts) {
    return verdicts.stream().filter(v -> answer.contains(v.text())).findFirst().orElseThrow();
  }
}
