package blueprint.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a directory holds: its files, and what its lock file says of them.
 *
 * @param lockText the lock file as it is, if there is one
 */
record DirectoryState(SortedMap<String, Lock.Entry> files, Lock lock, Optional<String> lockText) {

  /** Folders in which native tools keep what is theirs. */
  private static final Set<String> TOOLS_OWN = Set.of(".terraform", ".git", OutputLock.STAGE);

  /** A lock file says little; what is longer is none. */
  private static final int LOCK_BYTES = 16 << 20;

  /** Stands for the content of what is no regular file, or none of ours. */
  private static final String UNREAD = "unread";

  /**
   * Reads a directory; one that does not exist is empty.
   *
   * @param wanted the files whose content matters, beside those of the lock file
   */
  static DirectoryState read(Path directory, Set<String> wanted) throws IOException {
    SortedMap<String, Lock.Entry> files = new TreeMap<>();
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return new DirectoryState(files, Lock.none(), Optional.empty());
    }
    Optional<String> text = lockText(directory);
    Lock lock = text.flatMap(Lock::parse).orElseGet(Lock::none);
    Set<String> ours = lock.paths();
    ours.addAll(wanted);
    Files.walkFileTree(directory, new Collector(directory, files, ours));
    return new DirectoryState(files, lock, text);
  }

  /** The lock file of a directory, whoever wrote it; empty when there is none. */
  static Optional<String> lockText(Path directory) throws IOException {
    Path file = directory.resolve(Lock.FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(LOCK_BYTES), StandardCharsets.UTF_8));
    }
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final SortedMap<String, Lock.Entry> files;
    private final Set<String> ours;

    Collector(Path root, SortedMap<String, Lock.Entry> files, Set<String> ours) {
      this.root = root;
      this.files = files;
      this.ours = ours;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean skipped =
          !folder.equals(root)
              && (TOOLS_OWN.contains(
                      Optional.ofNullable(folder.getFileName()).orElse(folder).toString())
                  || Files.exists(folder.resolve(Lock.FILE), LinkOption.NOFOLLOW_LINKS));
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String path = root.relativize(file).toString();
      if (path.equals(Lock.FILE)) {
        return FileVisitResult.CONTINUE;
      }
      boolean read = attributes.isRegularFile() && ours.contains(path);
      try {
        files.put(
            path,
            new Lock.Entry(read ? OutputFile.digest(file) : UNREAD, read && isExecutable(file)));
      } catch (NoSuchFileException e) {
        return FileVisitResult.CONTINUE; // another run has just removed it
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    /** As Git sees it, and whoever looks: by the owner's bit. */
    private static boolean isExecutable(Path file) throws IOException {
      return Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
          .contains(PosixFilePermission.OWNER_EXECUTE);
    }
  }
}
