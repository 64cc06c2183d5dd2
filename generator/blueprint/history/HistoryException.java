package blueprint.history;

/** Git does not give the text, and why. */
public final class HistoryException extends Exception {

  /** Why there is no text. */
  public enum Reason {
    /** There is no Git. */
    NO_GIT,
    /** The file's folder belongs to no repository. */
    NO_REPOSITORY,
    /** The repository has no such revision. */
    NO_REVISION,
    /** The revision has no such file. */
    NO_FILE,
    /** There is something else of that name: a folder or a link. */
    NOT_A_FILE,
    /** Git failed for another reason, which it says. */
    FAILED
  }

  private final Reason reason;

  HistoryException(Reason reason, String said) {
    super(said);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** What Git said; empty where that helps nobody. */
  public String said() {
    return String.valueOf(getMessage());
  }
}
