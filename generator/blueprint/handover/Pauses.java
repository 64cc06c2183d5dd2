package blueprint.handover;

/** How long a second of waiting is; tests make it shorter. */
final class Pauses {

  private static final long NANOS = 1_000_000L * Long.getLong("blueprint.pause.millis", 1_000);

  private Pauses() {}

  static long of(int seconds) {
    return seconds * NANOS;
  }
}
