package blueprint.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One line on a terminal that says what takes so long, and is gone when that is done. */
final class Status {

  private static final long QUIET_MILLIS = 1_000;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final CountDownLatch done = new CountDownLatch(1);
  private boolean shown;

  private Status(PrintWriter err) {
    this.err = err;
  }

  /** Works, and shows the line once that has taken a second. */
  static <T> T during(String words, PrintWriter err, Supplier<T> work) {
    Status status = new Status(err);
    Thread thread = new Thread(() -> status.await(words), "status");
    thread.setDaemon(true);
    thread.start();
    try {
      return work.get();
    } finally {
      status.end();
    }
  }

  private void await(String words) {
    try {
      if (!done.await(QUIET_MILLIS, TimeUnit.MILLISECONDS)) {
        show(words);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void show(String words) {
    if (done.getCount() > 0) {
      err.print(words + " ...");
      err.flush();
      shown = true;
    }
  }

  private synchronized void end() {
    done.countDown();
    if (shown) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
