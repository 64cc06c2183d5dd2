package blueprint.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs from writing to one output directory at once. The kernel gives the lock back when
 * a run ends, however it ends, so none is ever left over.
 */
public final class OutputLock implements AutoCloseable {

  private static final long WAIT_MILLIS = 10_000;
  private static final long STEP_MILLIS = 50;

  private final FileChannel channel;

  private OutputLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Another run holds the lock. */
  public static final class Held extends Exception {
    Held() {
      super("another run holds the lock");
    }
  }

  /**
   * Waits for the lock of a directory, which is created where it does not exist.
   *
   * @throws Held when another run does not give it back within ten seconds
   */
  public static OutputLock acquire(Path directory) throws IOException, Held {
    Files.createDirectories(directory);
    String name = directory.toRealPath().toString();
    String digest = OutputFile.digest(name.getBytes(StandardCharsets.UTF_8));
    long place = Long.parseLong(digest.substring(0, 15), 16);
    String file = "blueprint-" + System.getProperty("user.name").replace('/', '-') + ".locks";
    FileChannel channel =
        FileChannel.open(
            Path.of(System.getProperty("java.io.tmpdir"), file),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    for (long waited = 0; waited <= WAIT_MILLIS; waited += STEP_MILLIS) {
      if (tryLock(channel, place) != null) {
        return new OutputLock(channel);
      }
      pause();
    }
    channel.close();
    throw new Held();
  }

  private static @Nullable FileLock tryLock(FileChannel channel, long place) throws IOException {
    try {
      return channel.tryLock(place, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(STEP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void requireOpen() {
    if (!channel.isOpen()) {
      throw new IllegalStateException("the lock was given back");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
