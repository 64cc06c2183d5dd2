package blueprint.compile;

import blueprint.source.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads blueprints from disk, each once and no further than a blueprint may be long. */
public final class BlueprintFile {

  private BlueprintFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException when it is not a readable, regular file; the message says why
   */
  public static SourceReader.Decoded read(Path path) throws IOException {
    return SourceReader.decode(path.toString(), bytes(path));
  }

  /** The same as it is; what is too long for a blueprint is cut off. */
  public static byte[] bytes(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(path + " is a directory; name the blueprint in it");
    }
    if (!Files.exists(path)) {
      throw new IOException(path + " does not exist");
    }
    if (!Files.isRegularFile(path)) {
      throw new IOException(path + " is not a regular file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(SourceReader.MAX_BYTES + 1);
    } catch (IOException e) {
      throw new IOException(path + " cannot be read: " + e.getMessage(), e);
    }
  }
}
