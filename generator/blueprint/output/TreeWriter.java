package blueprint.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Brings a directory to a tree.
 *
 * <p>Every file is written and flushed beside its place first, and then renamed into it, the lock
 * file last: nobody ever sees half a file. Files that the lock file knows and the tree no longer
 * has are removed; files that are not ours are left alone; files that a person changed are not
 * touched unless that was asked for.
 */
public final class TreeWriter {

  /** The folder in which files are prepared. */
  static final String STAGE = ".blueprint-stage";

  private TreeWriter() {}

  /** Compares a directory with the tree that belongs there, and changes nothing. */
  public static Comparison compare(OutputTree tree, Path directory) throws IOException {
    return Comparison.of(tree, DirectoryState.read(directory));
  }

  /** Whether a directory's lock file is the one that belongs to a tree. */
  public static boolean lockIsCurrent(Lock lock, Path directory) throws IOException {
    Path file = directory.resolve(Lock.FILE);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && new String(Files.readAllBytes(file), StandardCharsets.UTF_8).equals(lock.text());
  }

  /**
   * Writes a tree.
   *
   * @param overwrite whether files that a person changed may be overwritten
   * @param held proof that no other run writes
   * @return the files that changed, and those that a person changed and that therefore stopped
   *     everything
   */
  public static Written write(
      OutputTree tree, Lock lock, Path directory, boolean overwrite, OutputLock held)
      throws IOException {
    held.requireOpen();
    refuseObstacles(tree, directory);
    Comparison comparison = compare(tree, directory);
    if (!overwrite && !comparison.edited().isEmpty()) {
      return new Written(List.of(), comparison.edited());
    }
    if (comparison.isClean() && lockIsCurrent(lock, directory)) {
      return new Written(List.of(), List.of());
    }
    Path stage = directory.resolve(STAGE);
    deleteAll(stage);
    Files.createDirectories(stage);
    try {
      move(tree, comparison, lock, directory, stage);
    } finally {
      deleteAll(stage);
    }
    return new Written(comparison.differences().stream().map(d -> d.path()).toList(), List.of());
  }

  /** What a run changed, or what stopped it. */
  public record Written(List<String> changed, List<String> editedByHand) {}

  private static void move(
      OutputTree tree, Comparison comparison, Lock lock, Path directory, Path stage)
      throws IOException {
    Map<Path, Path> moves = new TreeMap<>();
    int number = 0;
    for (Comparison.Difference difference : comparison.differences()) {
      OutputFile file = tree.files().get(difference.path());
      if (file != null) {
        Path staged = stage.resolve(Integer.toString(number++));
        put(staged, file.bytes(), file.executable());
        moves.put(directory.resolve(difference.path()), staged);
      }
    }
    Path stagedLock = stage.resolve("lock");
    put(stagedLock, lock.text().getBytes(StandardCharsets.UTF_8), false);
    for (Map.Entry<Path, Path> move : moves.entrySet()) {
      Files.createDirectories(move.getKey().toAbsolutePath().getParent());
      rename(move.getValue(), move.getKey());
    }
    for (Comparison.Difference difference : comparison.differences()) {
      if (!tree.files().containsKey(difference.path())) {
        remove(directory, difference.path());
      }
    }
    rename(stagedLock, directory.resolve(Lock.FILE));
  }

  private static void put(Path path, byte[] bytes, boolean executable) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    String mode = executable ? "rwxr-xr-x" : "rw-r--r--";
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes a file, and the folders above it that it leaves empty. */
  private static void remove(Path directory, String path) throws IOException {
    Path file = directory.resolve(path);
    Files.deleteIfExists(file);
    Path folder = file.getParent();
    while (folder != null && !folder.equals(directory) && isEmpty(folder)) {
      Files.delete(folder);
      folder = folder.getParent();
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /** A link in the way could lead a write to anywhere; what cannot be written stops the rest. */
  private static void refuseObstacles(OutputTree tree, Path directory) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(directory));
    for (String path : tree.files().keySet()) {
      for (Path f = directory.resolve(path).getParent();
          f != null && !f.equals(directory);
          f = f.getParent()) {
        folders.add(f);
      }
    }
    for (Path folder : folders) {
      if (Files.isSymbolicLink(folder)) {
        throw new IOException(folder + " is a link; the output is written to plain folders only");
      }
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new IOException(folder + " is a file, and the output has a folder there");
      }
    }
    for (String path : tree.files().keySet()) {
      if (Files.isDirectory(directory.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(
            directory.resolve(path) + " is a folder, and the output has a file there");
      }
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
