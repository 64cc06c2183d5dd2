package blueprint.output;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a short piece of work end before Ctrl-C or another signal ends the program, with the exit
 * code of the signal all the same.
 */
final class UntilDone implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean signalled;
  private final Thread hook = new Thread(this::await, "finish writing");

  /**
   * Begins.
   *
   * @throws IOException when the program is already ending
   */
  UntilDone() throws IOException {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw new IOException("interrupted", e);
    }
  }

  /** Fails when a signal waits, for work that may take long. */
  void requireNone() throws IOException {
    if (signalled) {
      throw new IOException("interrupted");
    }
  }

  private void await() {
    signalled = true;
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return; // a disk that hangs must not keep the program from ending
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the program is ending, and was waiting for this
    }
  }
}
