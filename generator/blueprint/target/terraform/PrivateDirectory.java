package blueprint.target.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory that nobody else can look into, gone when closed. */
final class PrivateDirectory implements AutoCloseable {

  private final Path path;

  /** Makes one; the JDK gives it mode 0700. */
  PrivateDirectory() throws IOException {
    path = Files.createTempDirectory("blueprint").toRealPath();
  }

  Path path() {
    return path;
  }

  /** Makes a directory inside. */
  Path directory(String name) throws IOException {
    return Files.createDirectories(path.resolve(name));
  }

  /** Removes it with all that is in it. */
  @Override
  public void close() {
    try {
      for (Path file : deepestFirst()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> deepestFirst() throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
