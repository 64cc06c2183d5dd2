package blueprint.handover;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What was run, when, and what came of it, in a file that only its user can read, without secrets.
 * The one place that asks the clock.
 */
final class Transcript implements AutoCloseable {

  /** What is more is counted and left out. */
  private static final long MOST = 32L << 20;

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String run;
  private final Path file;
  private final PrintWriter out;
  private final Redaction redaction;
  private long written;
  private long left;

  private Transcript(String run, Path file, OutputStream out, Redaction redaction) {
    this.run = run;
    this.file = file;
    this.out = new PrintWriter(out, false, StandardCharsets.UTF_8);
    this.redaction = redaction;
  }

  /** The transcript of a run that begins now. */
  static Transcript begin(Handover.Setup setup) throws IOException {
    String run = NAME.format(Instant.now());
    Path file = setup.store().transcript(run);
    return new Transcript(
        run, file, Files.newOutputStream(file), new Redaction(setup.environment().secrets()));
  }

  /** What the run is called: when it began, in UTC. */
  String run() {
    return run;
  }

  Redaction redaction() {
    return redaction;
  }

  /** Now, in UTC. */
  static String now() {
    return Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
  }

  Path file() {
    return file;
  }

  /** Something that happened, with its time. */
  void event(String words) {
    line(now() + " " + words);
    out.flush();
  }

  /** What a tool printed. */
  synchronized void line(String text) {
    if (written > MOST) {
      left++;
      return;
    }
    String safe = redaction.apply(text);
    written += safe.length() + 1;
    out.println(safe);
  }

  @Override
  public synchronized void close() {
    if (left > 0) {
      out.println("and " + left + " more lines");
    }
    out.close();
  }
}
