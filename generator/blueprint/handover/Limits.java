package blueprint.handover;

import java.time.Duration;
import java.util.Optional;

/**
 * How long tools are waited for.
 *
 * @param whole how long one tool may take; as long as its step says when empty
 * @param silence how long a tool may print nothing
 * @param patience how long an interrupted tool may take to end by itself
 */
public record Limits(Optional<Duration> whole, Duration silence, Duration patience) {

  /** Those of ordinary use. */
  public static Limits usual() {
    return new Limits(Optional.empty(), Duration.ofMinutes(30), Duration.ofMinutes(5));
  }

  /** The same where one tool may take no longer. */
  public Limits within(Duration time) {
    return new Limits(Optional.of(time), silence, patience);
  }

  Duration of(int minutes) {
    return whole.orElse(Duration.ofMinutes(minutes));
  }
}
