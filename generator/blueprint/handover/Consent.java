package blueprint.handover;

/** Who decides whether something is changed. */
public interface Consent {

  /** Whether to do it, given what it is. */
  boolean isGiven(String what);

  /** For those who have decided before. */
  static Consent given() {
    return what -> true;
  }
}
