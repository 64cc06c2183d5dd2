package blueprint.language;

/**
 * A length of time: {@code 30s}, {@code 10m}, {@code 12h} or {@code 8d}.
 *
 * @param seconds its length
 * @param written as the user typed it, for messages
 */
public record Duration(int seconds, String written) {

  /** The length in whole days, rounded up. */
  public int days() {
    return (seconds + 86_399) / 86_400;
  }

  /** Whether it is one day or several, and nothing more. */
  public boolean isWholeDays() {
    return seconds % 86_400 == 0;
  }

  @Override
  public String toString() {
    return written;
  }
}
