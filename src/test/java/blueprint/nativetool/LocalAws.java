package blueprint.nativetool;

import java.io.IOException;

/** One local AWS for all tests of the programs on a machine: starting one takes seconds. */
final class LocalAws {
  private static MotoServer running;

  private LocalAws() {}

  /** The server, empty; call it in {@code @BeforeEach}, so that a missing tool skips the test. */
  static synchronized MotoServer empty() throws IOException, InterruptedException {
    if (running == null) {
      running = MotoServer.start();
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    }
    running.reset();
    return running;
  }
}
