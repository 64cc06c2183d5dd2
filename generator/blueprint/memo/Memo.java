package blueprint.memo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The memory of one command line in one folder: what the last run of it that succeeded read, wrote
 * and said, as long as this program is the same and nothing of that has changed.
 *
 * <p>It is only ever a short cut: an entry that is missing, damaged or anyone else's is ignored,
 * and one that cannot be written is not written.
 */
public final class Memo {

  /** An entry says which question it answers, so two that fall on one file cannot be confused. */
  private static final int FILES = 256;

  private static final int LARGEST = 64 << 20;

  private final Path folder;
  private final String question;

  private Memo(Path folder, String question) {
    this.folder = folder;
    this.question = question;
  }

  /**
   * The memory of a command line; empty where there can be none.
   *
   * @param cache where programs of this user keep what they can make again
   * @param classPath of the JVM: only a program that is one jar can tell whether it has changed
   * @param command all that decides what a run does, but for the files that it reads
   */
  public static Optional<Memo> of(Path cache, String classPath, List<String> command) {
    try {
      List<String> question = new ArrayList<>(command);
      Optional<String> program = Program.identity(classPath);
      program.ifPresent(question::add);
      Path folder = cache.resolve("blueprint").resolve("memo");
      return cache.isAbsolute() && program.isPresent()
          ? Optional.of(new Memo(folder, Digest.of(question)))
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** What the last run did, if it would do nothing but say the same again. */
  public Optional<Memory> recall() {
    try {
      if (!isPrivate(folder) || !isPrivate(file()) || Files.size(file()) > LARGEST) {
        return Optional.empty();
      }
      String text = Files.readString(file());
      String head = head(text.substring(Math.min(head("").length(), text.length())));
      if (!text.startsWith(head)) {
        return Optional.empty();
      }
      Memory memory = Memory.parse(text.substring(head.length()));
      return memory.holds() ? Optional.of(memory) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Keeps what a run did. */
  public void keep(Memory memory) {
    try {
      Files.createDirectories(folder.getParent());
      if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      if (isPrivate(folder)) {
        write(memory.text());
      }
    } catch (IOException | RuntimeException e) {
      // The next run compiles again.
    }
  }

  private void write(String text) throws IOException {
    Path made = Files.createTempFile(folder, "entry", "");
    try {
      Files.writeString(made, head(text) + text);
      Files.move(made, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  /**
   * What an entry begins with: its question, and a digest that shows whether all of it is there.
   */
  private String head(String text) {
    return "blueprint memo 1 "
        + question
        + " "
        + Digest.of(text.getBytes(StandardCharsets.UTF_8))
        + "\n";
  }

  private Path file() {
    return folder.resolve(Integer.toString(Integer.parseInt(question, 0, 4, 16) % FILES));
  }

  /** Whether it is a folder or a file of this user's that nobody else can write to. */
  private static boolean isPrivate(Path path) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return !attributes.isSymbolicLink()
        && attributes.owner().getName().equals(System.getProperty("user.name"))
        && !attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
        && !attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
  }
}
