package blueprint.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** What stands where a tree is to be written, and must not be written over or through. */
final class Obstacles {

  private Obstacles() {}

  /**
   * Refuses a directory that is somebody else's, and links and folders in the way of files.
   *
   * @throws IOException that names what is in the way
   */
  static void refuse(OutputTree tree, Lock lock, Path directory) throws IOException {
    Set<Path> folders = new TreeSet<>(Set.of(directory));
    Set<Path> files = new TreeSet<>(Set.of(directory.resolve(Lock.FILE)));
    for (String path : tree.files().keySet()) {
      Path file = directory.resolve(path);
      files.add(file);
      for (Path f = file.getParent(); f != null && !f.equals(directory); f = f.getParent()) {
        folders.add(f);
      }
    }
    folders.add(directory.resolve(OutputLock.STAGE));
    for (Path folder : folders) {
      if (Files.isSymbolicLink(folder)) {
        throw refused(folder, "is a link; the output is written to plain folders only");
      }
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw refused(folder, "is a file, and the output has a folder there");
      }
    }
    for (Path file : files) {
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        throw refused(file, "is a folder, and the output has a file there");
      }
    }
    refuseForeign(TreeWriter.read(tree, lock, directory), directory);
  }

  /** A home, the folder of a blueprint, or another project: none has a lock file of ours. */
  private static void refuseForeign(Comparison comparison, Path directory) throws IOException {
    boolean holdsOthers = !comparison.foreign().isEmpty() || !comparison.edited().isEmpty();
    if (holdsOthers && Files.notExists(directory.resolve(Lock.FILE), LinkOption.NOFOLLOW_LINKS)) {
      throw refused(
          directory,
          "holds files that Blueprint did not write, and no "
              + Lock.FILE
              + "; choose another place with `-o`, or move them away");
    }
  }

  private static IOException refused(Path path, String reason) {
    return new IOException(path + " " + reason);
  }
}
