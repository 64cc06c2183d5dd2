package blueprint.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a directory holds: its files, and what its lock file says of them. */
record DirectoryState(SortedMap<String, Lock.Entry> files, Lock lock) {

  /** Folders in which native tools keep what is theirs. */
  private static final Set<String> TOOLS_OWN = Set.of(".terraform", TreeWriter.STAGE);

  /** Reads a directory; one that does not exist is empty. */
  static DirectoryState read(Path directory) throws IOException {
    SortedMap<String, Lock.Entry> files = new TreeMap<>();
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return new DirectoryState(files, Lock.none());
    }
    Files.walkFileTree(directory, new Collector(directory, files));
    return new DirectoryState(files, lock(directory).orElseGet(Lock::none));
  }

  private static Optional<Lock> lock(Path directory) throws IOException {
    Path file = directory.resolve(Lock.FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    return Lock.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final SortedMap<String, Lock.Entry> files;

    Collector(Path root, SortedMap<String, Lock.Entry> files) {
      this.root = root;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean skipped =
          !folder.equals(root)
              && TOOLS_OWN.contains(
                  Optional.ofNullable(folder.getFileName()).orElse(folder).toString());
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String path = root.relativize(file).toString().replace('\\', '/');
      if (path.equals(Lock.FILE)) {
        return FileVisitResult.CONTINUE;
      }
      boolean regular = attributes.isRegularFile();
      String digest = regular ? OutputFile.digest(Files.readAllBytes(file)) : "not a file";
      files.put(path, new Lock.Entry(digest, regular && Files.isExecutable(file)));
      return FileVisitResult.CONTINUE;
    }
  }
}
