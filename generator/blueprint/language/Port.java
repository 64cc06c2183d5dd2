package blueprint.language;

/** A TCP port, 1 to 65535. */
public record Port(int number) {
  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
