package blueprint.diagnostic;

/** How much a problem matters: an error keeps everything from being written, a warning nothing. */
public enum Severity {
  ERROR("error"),
  WARNING("warning");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  /** The word shown to users. */
  public String label() {
    return label;
  }
}
