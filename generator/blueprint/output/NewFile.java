package blueprint.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that was not there before. */
public final class NewFile {

  private NewFile() {}

  /**
   * Writes it, and never over anything.
   *
   * @throws java.nio.file.FileAlreadyExistsException when something of its name is there
   */
  public static void write(Path path, String text) throws IOException {
    Files.write(
        path,
        text.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE);
  }
}
