package blueprint.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Brings a directory to a tree.
 *
 * <p>All of it changes or nothing does, see {@link Commit}. Files that the lock file knows and the
 * tree no longer has are removed; files that are not ours are left alone; files that a person
 * changed are not touched unless that was asked for.
 */
public final class TreeWriter {

  private static final long SETTLE_MILLIS = 10_000;
  private static final long STEP_MILLIS = 25;

  private TreeWriter() {}

  /**
   * Compares a directory with the tree that belongs there, and changes nothing. While another run
   * writes to it, this waits.
   *
   * @throws FolderBusyException when the other run does not end in time
   */
  public static Comparison compare(OutputTree tree, Lock lock, Path directory)
      throws IOException, FolderBusyException {
    for (long waited = 0; waited <= SETTLE_MILLIS; waited += STEP_MILLIS) {
      boolean quiet = !OutputLock.isHeld(directory);
      Comparison comparison = read(tree, lock, directory);
      if (comparison.isClean() || (quiet && !OutputLock.isHeld(directory))) {
        return comparison;
      }
      pause();
    }
    throw new FolderBusyException(directory, OutputLock.holder(directory));
  }

  /**
   * Writes a tree.
   *
   * @param overwrite whether files that a person changed may be overwritten
   * @return the files that changed, and those that a person changed and that therefore stopped
   *     everything
   * @throws FolderBusyException when another run writes to the directory and does not end in time
   * @throws IOException when it could not be written; the directory is as it was, or says itself
   *     that it is unfinished
   */
  public static Written write(OutputTree tree, Lock lock, Path directory, boolean overwrite)
      throws IOException, FolderBusyException {
    if (isCurrent(tree, lock, directory)) {
      return new Written(List.of(), List.of(), List.of(), false);
    }
    Obstacles.refuse(tree, lock, directory);
    try (UntilDone signals = new UntilDone();
        OutputLock held = OutputLock.acquire(directory, signals)) {
      return write(tree, lock, directory, overwrite, held);
    }
  }

  /**
   * What a run changed, or what stopped it.
   *
   * @param lost resources with data that the files no longer have
   * @param completed whether an earlier run had been interrupted
   */
  public record Written(
      List<String> changed,
      List<String> editedByHand,
      List<Lock.Stateful> lost,
      boolean completed) {}

  private static Written write(
      OutputTree tree, Lock lock, Path directory, boolean overwrite, OutputLock held)
      throws IOException {
    held.empty();
    DirectoryState disk = DirectoryState.read(directory, tree.files().keySet());
    Comparison comparison = Comparison.of(tree, lock, disk);
    if (!overwrite && !comparison.edited().isEmpty()) {
      return new Written(List.of(), comparison.edited(), List.of(), false);
    }
    List<String> differing = comparison.differences().stream().map(d -> d.path()).toList();
    if (!comparison.isClean()) {
      new Commit(directory, held).run(tree, lock, disk, differing);
    }
    return new Written(differing, List.of(), comparison.lost(), comparison.interrupted());
  }

  /** Whether there is nothing to do, not even to remove what a killed run left. */
  private static boolean isCurrent(OutputTree tree, Lock lock, Path directory) throws IOException {
    return Files.notExists(directory.resolve(OutputLock.STAGE), LinkOption.NOFOLLOW_LINKS)
        && read(tree, lock, directory).isClean();
  }

  static Comparison read(OutputTree tree, Lock lock, Path directory) throws IOException {
    return Comparison.of(tree, lock, DirectoryState.read(directory, tree.files().keySet()));
  }

  private static void pause() {
    try {
      Thread.sleep(STEP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
