package blueprint.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps two runs from writing to one folder at once.
 *
 * <p>It is the kernel's lock on a file inside {@link #stage}, the folder in which files are
 * prepared: the kernel gives it back when a run ends, however it ends. The file says to Git that
 * all beside it is to be ignored, and to people who holds the lock.
 */
final class OutputLock implements AutoCloseable {

  /** The folder that is there only while a run writes, or after one was killed. */
  static final String STAGE = ".blueprint-stage";

  private static final String FILE = ".gitignore";
  private static final long WAIT_MILLIS = Long.getLong("blueprint.lock.wait", 10_000);
  private static final long STEP_MILLIS = 25;

  private final Path stage;
  private final String holder;
  private final List<Path> foldersMade;
  // To close any of them would give the lock back, because POSIX locks belong to a process.
  private final List<FileChannel> open = new ArrayList<>();

  private OutputLock(Path stage, String holder, List<Path> foldersMade) {
    this.stage = stage;
    this.holder = holder;
    this.foldersMade = foldersMade;
  }

  /**
   * Waits for the lock of a folder, which is made where it does not exist.
   *
   * @throws FolderBusyException when another run does not give it back in time
   */
  static OutputLock acquire(Path folder, UntilDone signals)
      throws IOException, FolderBusyException {
    List<Path> made = new ArrayList<>();
    for (long waited = 0; waited <= WAIT_MILLIS; waited += STEP_MILLIS) {
      signals.requireNone();
      Optional<OutputLock> lock = attempt(folder, made);
      if (lock.isPresent()) {
        return lock.get();
      }
      pause();
    }
    throw new FolderBusyException(folder, holder(folder));
  }

  /** Whether a run is writing to a folder just now; needs no right to write. */
  static boolean isHeld(Path folder) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(STAGE).resolve(FILE),
            StandardOpenOption.READ,
            LinkOption.NOFOLLOW_LINKS)) {
      return channel.tryLock(0, Long.MAX_VALUE, true) == null;
    } catch (NoSuchFileException e) {
      return false;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  private static Optional<OutputLock> attempt(Path folder, List<Path> made) throws IOException {
    Path stage = folder.resolve(STAGE);
    if (Files.isSymbolicLink(stage)) {
      throw new FileSystemException(stage.toString(), null, "is a link; remove it");
    }
    OutputLock lock = new OutputLock(stage, describe(), made);
    boolean locked = false;
    try {
      Folders.create(stage).stream().filter(f -> !made.contains(f)).forEach(made::add);
      FileChannel channel =
          lock.opened(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      locked = channel.tryLock() != null;
      if (locked) {
        Folders.write(channel.truncate(0), ByteBuffer.wrap(lock.bytes()));
        if (lock.isInPlace()) {
          return Optional.of(lock);
        }
      }
      lock.closeChannels();
      return Optional.empty();
    } catch (NoSuchFileException | FileAlreadyExistsException | OverlappingFileLockException e) {
      lock.closeChannels(); // its last holder is just removing it, or another thread holds it
      return Optional.empty();
    } catch (IOException e) {
      if (locked) {
        lock.close();
      }
      lock.closeChannels();
      lock.removeFolders();
      throw e;
    }
  }

  private FileChannel opened(StandardOpenOption... options) throws IOException {
    List<java.nio.file.OpenOption> all = new ArrayList<>(List.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS);
    FileChannel channel =
        FileChannel.open(stage.resolve(FILE), all.toArray(java.nio.file.OpenOption[]::new));
    open.add(channel);
    return channel;
  }

  /** Whether the file that is locked is still the one that others would lock. */
  boolean isInPlace() throws IOException {
    ByteBuffer read = ByteBuffer.allocate(bytes().length + 1);
    FileChannel channel = opened(StandardOpenOption.READ);
    while (channel.read(read) > 0) {
      // until it is all there
    }
    return new String(read.array(), 0, read.position(), StandardCharsets.UTF_8)
        .equals(new String(bytes(), StandardCharsets.UTF_8));
  }

  private byte[] bytes() {
    String text =
        """
        # Blueprint writes this folder: %s.
        # After a crash this is left over; the next `blueprint generate` removes it.
        *
        """;
    return text.formatted(holder).getBytes(StandardCharsets.UTF_8);
  }

  private static String describe() {
    ProcessHandle process = ProcessHandle.current();
    String since = process.info().startInstant().map(start -> ", since " + start).orElse("");
    return "process " + process.pid() + since;
  }

  /** Who holds the lock of a folder, as far as it says so. */
  static Optional<String> holder(Path folder) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(STAGE).resolve(FILE));
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .filter(line -> line.matches("# Blueprint writes this folder: [a-z0-9 ,:.TZ-]{1,80}\\."))
          .map(line -> line.replaceAll("^.*folder: |\\.$", ""));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(STEP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where the holder prepares its files. */
  Path stage() {
    return stage;
  }

  /** Removes what a run that was killed left in the stage. */
  void empty() throws IOException {
    Folders.empty(stage, stage.resolve(FILE));
  }

  /** Removes the stage with all that is in it, and gives the lock back. */
  @Override
  public void close() {
    try {
      empty();
      Files.deleteIfExists(stage.resolve(FILE));
      Files.deleteIfExists(stage);
      removeFolders();
    } catch (IOException e) {
      // Git does not see it, and the next run removes it: no reason to call a good run bad.
    } finally {
      closeChannels();
    }
  }

  /** Folders that were made for nothing go again. */
  private void removeFolders() {
    Folders.removeEmpty(foldersMade);
  }

  private void closeChannels() {
    for (FileChannel channel : open) {
      try {
        channel.close();
      } catch (IOException e) {
        // what was opened is given back at the end of the process at the latest
      }
    }
    open.clear();
  }
}
