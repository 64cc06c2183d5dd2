package blueprint.handover;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs one tool to its end: without a shell, with nothing on its standard input, in a bounded time
 * and a bounded memory, whatever it does.
 */
final class Runner {

  private static final long STEP_MILLIS = 20;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Limits limits;
  private final Signals signals;

  Runner(Limits limits, Signals signals) {
    this.limits = limits;
    this.signals = signals;
  }

  /** How a run ended. */
  enum End {
    ENDED,
    TOOK_TOO_LONG,
    WAS_SILENT,
    INTERRUPTED
  }

  /**
   * What became of a run.
   *
   * @param code its exit code; 128 and the signal's number where a signal ended it
   */
  record Result(End end, int code) {}

  /** What gets lines: those that the tool prints, and those that it complains with. */
  record Listener(Consumer<String> out, Consumer<String> err) {}

  /**
   * Runs a tool.
   *
   * @param program its absolute path
   * @param document where its standard output goes, as it is; to the listener when empty
   * @throws IOException when it cannot be started
   */
  Result run(
      Path program,
      List<String> arguments,
      Map<String, String> environment,
      Path folder,
      int minutes,
      Optional<Path> document,
      Listener listener)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.command().addAll(arguments);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.directory(folder.toFile());
    document.ifPresent(file -> builder.redirectOutput(file.toFile()));
    int before = signals.count();
    Group group = Group.start(builder);
    Watch watch = new Watch();
    Thread out = reader(group.process().getInputStream(), listener.out(), watch);
    Thread err = reader(group.process().getErrorStream(), listener.err(), watch);
    End end = await(group, watch, minutes, before);
    int code = ended(group) ? group.process().exitValue() : 128 + 9;
    group.terminate(); // what it has left behind
    boolean read = joined(out);
    if (!joined(err) || !read) {
      group.kill();
      out.interrupt();
      err.interrupt();
    }
    return new Result(end, code);
  }

  private End await(Group group, Watch watch, int minutes, int before) {
    Watch whole = new Watch();
    End end = End.ENDED;
    Watch since = new Watch();
    int passed = before;
    while (!ended(group)) {
      if (end == End.ENDED && whole.isOver(limits.of(minutes))) {
        end = End.TOOK_TOO_LONG;
        since = new Watch();
        group.interrupt();
      } else if (end == End.ENDED && watch.isOver(limits.silence())) {
        end = End.WAS_SILENT;
        since = new Watch();
        group.interrupt();
      }
      if (signals.count() > passed) {
        passed++;
        boolean reached = passed == before + 1 && isTerminals(signals) && !group.isOwn();
        end = End.INTERRUPTED;
        since = new Watch();
        if (!reached) {
          group.interrupt();
        }
      }
      Duration patience = passed - before > 1 || end != End.INTERRUPTED ? GRACE : limits.patience();
      if (end != End.ENDED && since.isOver(patience)) {
        group.kill();
        return end;
      }
    }
    return signals.count() > before ? End.INTERRUPTED : end;
  }

  /** Whether it is one that a terminal sends to all processes of its group by itself. */
  private static boolean isTerminals(Signals signals) {
    return signals.number().orElse(0) == 2;
  }

  private static boolean ended(Group group) {
    try {
      return group.process().waitFor(STEP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !group.process().isAlive();
    }
  }

  private static Thread reader(InputStream in, Consumer<String> lines, Watch watch) {
    Thread thread =
        new Thread(
            () -> {
              try (in) {
                Lines.read(
                    new java.io.FilterInputStream(in) {
                      @Override
                      public int read(byte[] bytes, int offset, int length) throws IOException {
                        int read = super.read(bytes, offset, length);
                        watch.restart();
                        return read;
                      }
                    },
                    lines);
              } catch (IOException e) {
                // its other end is gone
              }
            },
            "read a tool's output");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static boolean joined(Thread thread) {
    try {
      thread.join(GRACE.toMillis());
      return !thread.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Time that passes. */
  private static final class Watch {
    private volatile long start = System.nanoTime();

    void restart() {
      start = System.nanoTime();
    }

    boolean isOver(Duration time) {
      return System.nanoTime() - start > time.toNanos();
    }
  }
}
