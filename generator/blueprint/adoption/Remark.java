package blueprint.adoption;

/**
 * What became of lines of the project.
 *
 * @param what the lines in the project's words, without any secret
 * @param why finishes the sentence
 * @param next what to do; empty where there is nothing to be done
 */
public record Remark(Place place, Outcome outcome, String what, String why, String next) {

  /** What can become of a line. */
  public enum Outcome {
    /** It is in the blueprint, and means the same. */
    TAKEN,
    /** It need not be: what is generated does the same in any case. */
    SAME,
    /** It is in the blueprint, and means something else. */
    CHANGED,
    /** It is not in the blueprint. */
    LEFT
  }

  @Override
  public String toString() {
    return place + ": " + what + ": " + why;
  }
}
