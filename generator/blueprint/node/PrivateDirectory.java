package blueprint.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A temporary directory that nobody else can look into, gone when closed.
 *
 * <p>One that was left by a run that was killed goes when the next run makes its own: the kernel's
 * lock on a file in it tells whether its run is still there.
 */
final class PrivateDirectory implements AutoCloseable {

  private static final String PREFIX = "blueprint-";
  private static final String LOCK = "lock";

  /** Between making a directory and locking it no more than this can pass. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private final Path path;
  private final FileChannel lock;

  /** The directories that were made in it. */
  private final Set<Path> inside = new HashSet<>();

  /** Makes one; the JDK gives it mode 0700. */
  PrivateDirectory() throws IOException {
    path = Files.createTempDirectory(parent(), PREFIX).toRealPath();
    try {
      lock =
          FileChannel.open(
              path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
    } catch (IOException e) {
      delete(path);
      throw e;
    }
    sweep();
  }

  /** The folder for temporary files: {@code TMPDIR}, or else the JDK's. */
  static Path parent() {
    @Nullable String chosen = System.getenv("TMPDIR");
    return Path.of(
        chosen == null || chosen.isEmpty() ? System.getProperty("java.io.tmpdir") : chosen);
  }

  Path path() {
    return path;
  }

  /** Makes a directory inside; once this one was removed, at the end of the run, not any more. */
  synchronized Path directory(String name) throws IOException {
    Path folder = path;
    for (Path step : Path.of(name)) {
      folder = folder.resolve(step);
      if (inside.add(folder)) {
        Files.createDirectory(folder);
      }
    }
    return folder;
  }

  /** Copies a file to a place inside, and makes the directories on the way, likewise. */
  synchronized void add(String name, InputStream content) throws IOException {
    int slash = name.lastIndexOf('/');
    if (slash > 0) {
      directory(name.substring(0, slash));
    }
    Files.copy(content, path.resolve(name));
  }

  /** Removes it with all that is in it. */
  @Override
  public synchronized void close() {
    try {
      delete(path);
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sweep() {
    try (DirectoryStream<Path> others = Files.newDirectoryStream(path.getParent(), PREFIX + "*")) {
      for (Path other : others) {
        if (!other.equals(path)) {
          sweep(other);
        }
      }
    } catch (IOException | RuntimeException e) {
      // It is left to the next run, or to whoever clears temporary files.
    }
  }

  /** Only what is ours: to delete what another user made could be led astray by links. */
  private void sweep(Path other) throws IOException {
    Path file = other.resolve(LOCK);
    if (!Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || !Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path))
        || !Files.getPosixFilePermissions(other).equals(Files.getPosixFilePermissions(path))
        || age(file).compareTo(YOUNG) < 0) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (channel.tryLock() != null) {
        delete(other);
      }
    } catch (OverlappingFileLockException e) {
      // it is another one of this run
    }
  }

  /** By the file system's own clock. */
  private Duration age(Path file) throws IOException {
    FileTime now = Files.getLastModifiedTime(path.resolve(LOCK));
    return Duration.between(Files.getLastModifiedTime(file).toInstant(), now.toInstant());
  }

  private static void delete(Path folder) throws IOException {
    for (Path file : deepestFirst(folder)) {
      Files.deleteIfExists(file);
    }
  }

  private static List<Path> deepestFirst(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
