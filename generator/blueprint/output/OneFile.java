package blueprint.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file that a user asked for by name, outside the folders that the lock knows. */
public final class OneFile {

  private OneFile() {}

  /**
   * Writes beside the file and takes its place, so that no reader sees half of it.
   *
   * @throws IOException if that is not possible, or the path is a directory
   */
  public static void write(Path path, String text) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("it is a directory");
    }
    Path whole = path.toAbsolutePath();
    Path folder = whole.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("its folder does not exist");
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      Files.writeString(path, text); // a device or a pipe cannot be replaced
      return;
    }
    Path next = Files.createTempFile(folder, ".blueprint-", ".tmp");
    try {
      Files.write(next, text.getBytes(StandardCharsets.UTF_8));
      Files.setPosixFilePermissions(
          next, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(
          next, Files.exists(whole) ? whole.toRealPath() : whole, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
