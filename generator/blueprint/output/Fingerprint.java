package blueprint.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a directory that was brought to a tree holds of ours, lock file included: enough to see
 * later that writing the same tree again would change nothing.
 *
 * @param files by their path below the directory
 */
public record Fingerprint(SortedMap<String, Lock.Entry> files) {

  public Fingerprint {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Of the directory whose lock file this is. */
  public static Fingerprint of(Lock lock) {
    SortedMap<String, Lock.Entry> files = new TreeMap<>(lock.files());
    String text = OutputFile.plain(lock.text()).digest();
    files.put(Lock.FILE, new Lock.Entry(text, false));
    return new Fingerprint(files);
  }

  /** How many files it has beside the lock file. */
  public int size() {
    return files.size() - 1;
  }

  /**
   * Whether a directory holds exactly this, foreign files aside, and nothing is under way in it.
   */
  public boolean matches(Path directory) throws IOException {
    if (Files.exists(directory.resolve(OutputLock.STAGE), LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    for (Map.Entry<String, Lock.Entry> file : files.entrySet()) {
      if (!isPlain(directory, directory.resolve(file.getKey()))
          || !matches(directory.resolve(file.getKey()), file.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Whether no folder on the way to a file is a link. */
  private static boolean isPlain(Path directory, Path file) {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      if (folder.equals(directory)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(Path file, Lock.Entry wanted) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    PosixFileAttributes attributes =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    boolean executable = attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    return executable == wanted.executable() && OutputFile.digest(file).equals(wanted.digest());
  }
}
