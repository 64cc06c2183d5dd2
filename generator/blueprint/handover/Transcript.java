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

  private final Path file;
  private final PrintWriter out;
  private final Redaction redaction;
  private long written;
  private long left;

  private Transcript(Path file, OutputStream out, Redaction redaction) {
    this.file = file;
    this.out = new PrintWriter(out, false, StandardCharsets.UTF_8);
    this.redaction = redaction;
  }

  static Transcript begin(PrivateFolder folder, String run, Redaction redaction)
      throws IOException {
    Path file = folder.transcript(run);
    return new Transcript(file, Files.newOutputStream(file), redaction);
  }

  /** What a run that begins now is called: the time, in UTC. */
  static String run() {
    return NAME.format(Instant.now());
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
