package blueprint.handover;

import blueprint.json.JsonReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of this user's for one stack: saved plans while a run needs them, transcripts, and the
 * lock that lets one run at a time change the stack. Nobody else may look into it.
 *
 * <p>The lock is the kernel's: it is given back when a run ends, however it ends, so that none is
 * ever stale.
 */
public final class PrivateFolder implements AutoCloseable {

  private static final FileAttribute<?> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** How many transcripts of a stack are kept: those of some weeks. */
  static final int TRANSCRIPTS = 50;

  private static final String WORK = "work-";
  private static final String LAST = "last-apply.json";

  private final Path folder;
  private final FileChannel channel;
  private final Path work;

  private PrivateFolder(Path folder, FileChannel channel, Path work) {
    this.folder = folder;
    this.channel = channel;
    this.work = work;
  }

  /** Another run changes the stack just now. */
  public static final class Busy extends Exception {
    Busy(String holder) {
      super(holder);
    }
  }

  /**
   * Where it is: below {@code XDG_STATE_HOME}, else {@code ~/.local/state}.
   *
   * @param name what is handed over: {@code shop-production}
   */
  public static Path of(Environment environment, String name) throws IOException {
    String state = environment.value("XDG_STATE_HOME");
    String home = environment.value("HOME");
    if (!state.startsWith("/") && !home.startsWith("/")) {
      throw new FileSystemException("neither XDG_STATE_HOME nor HOME names a folder");
    }
    Path base = state.startsWith("/") ? Path.of(state) : Path.of(home, ".local", "state");
    return base.resolve("blueprint").resolve(name);
  }

  /**
   * Opens it, and makes it where it is not there.
   *
   * @throws Busy when another run has it open
   */
  public static PrivateFolder open(Path folder) throws IOException, Busy {
    Files.createDirectories(folder, FOLDER);
    requirePrivate(folder);
    Path lock = folder.resolve("lock");
    FileChannel channel =
        FileChannel.open(
            lock,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      if (!locked(channel)) {
        String holder = Files.readString(lock).strip();
        throw new Busy(holder.matches("process [0-9]{1,10}") ? holder : "another process");
      }
      channel.truncate(0);
      String holder = "process " + ProcessHandle.current().pid() + "\n";
      channel.write(StandardCharsets.UTF_8.encode(holder));
      removeWork(folder);
      return new PrivateFolder(folder, channel, Files.createTempDirectory(folder, WORK, FOLDER));
    } catch (IOException | Busy | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void requirePrivate(Path folder) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    String mode = PosixFilePermissions.toString(attributes.permissions());
    if (!attributes.isDirectory() || !mode.endsWith("------")) {
      throw new FileSystemException(
          folder.toString(), null, "others may look into it (" + mode + "); `chmod 700` it");
    }
  }

  /** Where the saved plan and the like are until the run ends. */
  Path work() {
    return work;
  }

  /** A new file in it, which only this user can read. */
  Path file(String name) throws IOException {
    Path file = work.resolve(name);
    Files.deleteIfExists(file);
    return Files.createFile(file, FILE);
  }

  /**
   * A new transcript; those that are too many go, the oldest first.
   *
   * @param name when the run began, so that names are in the order of time
   */
  Path transcript(String name) throws IOException {
    Path transcripts = Files.createDirectories(folder.resolve("transcripts"), FOLDER);
    Path file = transcripts.resolve(name + ".log");
    Files.deleteIfExists(file);
    Files.createFile(file, FILE);
    List<Path> all;
    try (Stream<Path> files = Files.list(transcripts)) {
      all = files.filter(PrivateFolder::isTranscript).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path old : all.subList(Math.min(all.size(), TRANSCRIPTS), all.size())) {
      Files.delete(old);
    }
    return file;
  }

  private static boolean isTranscript(Path file) {
    return file.getFileName().toString().matches("[0-9]{14}\\.log");
  }

  /** Remembers what was applied last. */
  void remember(String text) throws IOException {
    Path next = file("last");
    try (OutputStream out = Files.newOutputStream(next)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Files.move(
        next,
        folder.resolve(LAST),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  /** When something was applied last from this computer; empty when nothing was. */
  public static String lastApplied(Path folder) {
    try {
      return JsonReader.read(Files.readString(folder.resolve(LAST))).path("at").asText();
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    try (channel) {
      removeWork(folder);
    } catch (IOException e) {
      // the next run removes what is left
    }
  }

  /** Also what a run has left that was killed. */
  private static void removeWork(Path folder) throws IOException {
    List<Path> left;
    try (Stream<Path> all = Files.list(folder)) {
      left = all.filter(f -> f.getFileName().toString().startsWith(WORK)).toList();
    }
    for (Path one : left) {
      try (Stream<Path> walk = Files.walk(one)) {
        for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }
}
