package blueprint.language;

/** A distribution ({@code ubuntu-24.04}) or an image id ({@code ami-...}). */
public record ImageName(String text) {

  /** Whether it is an id rather than a distribution. */
  public boolean isId() {
    return text.startsWith("ami-");
  }

  @Override
  public String toString() {
    return text;
  }
}
