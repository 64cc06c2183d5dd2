package blueprint.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the JDK leaves to be said about folders and files on disk. */
final class Folders {

  private Folders() {}

  /** Makes a folder and those above it; returns the ones that were not there. */
  static List<Path> create(Path folder) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path f = folder.toAbsolutePath(); f != null && Files.notExists(f); f = f.getParent()) {
      missing.add(f);
    }
    Files.createDirectories(folder);
    return missing;
  }

  /** Removes those of the folders that are empty, in their order, up to the first that is not. */
  static void removeEmpty(Collection<Path> folders) {
    try {
      for (Path folder : folders) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      // it holds something, or is gone already
    }
  }

  /** Removes what is below a folder, but for one file; links are removed, not followed. */
  static void empty(Path folder, Path kept) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(folder) && !path.equals(kept)) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  /** Waits until the disk knows which files a folder has. */
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Writes all of it. */
  static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
