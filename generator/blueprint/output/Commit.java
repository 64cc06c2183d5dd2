package blueprint.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces files of a folder: all of them, or none.
 *
 * <ol>
 *   <li>What is new is written to the stage; what it replaces gets a second name there.
 *   <li>A lock file that says "unfinished", and what may stand in each file meanwhile, takes the
 *       place of the old one.
 *   <li>Files are renamed into their places, and those that no longer belong are removed.
 *   <li>The new lock file takes its place: this is the moment at which the new tree holds.
 * </ol>
 *
 * <p>Each step is on disk before the next begins. When one fails, those before it are taken back;
 * when the run is killed, the lock file tells.
 */
final class Commit {

  private final Path folder;
  private final OutputLock held;
  private final Path stage;
  private final List<Change> changes = new ArrayList<>();
  private int staged;

  /** A file that comes, goes, or becomes another. */
  private record Change(Path place, Optional<Path> fresh, Optional<Path> old) {}

  Commit(Path folder, OutputLock held) {
    this.folder = folder;
    this.held = held;
    this.stage = held.stage();
  }

  /** Brings the files that differ to how the tree has them. */
  void run(OutputTree tree, Lock lock, DirectoryState disk, List<String> differing)
      throws IOException {
    prepare(Lock.FILE, Optional.of(OutputFile.plain(lock.replacing(disk.lock()).text())));
    for (String path : differing) {
      prepare(path, Optional.ofNullable(tree.files().get(path)));
    }
    Path finished = put(OutputFile.plain(lock.text()), folder.resolve(Lock.FILE));
    Folders.sync(stage);
    if (!held.isInPlace()) {
      throw new FileSystemException(stage.toString(), null, "was removed while a run used it");
    }
    int done = 0;
    try {
      for (Change change : changes) {
        apply(change);
        done++;
        if (done == 1) {
          Folders.sync(folder); // the lock file says "unfinished" before anything else happens
        }
      }
      syncFolders();
      disk.lock().paths().stream()
          .filter(path -> !tree.files().containsKey(path))
          .forEach(path -> prune(folder.resolve(path)));
      rename(finished, folder.resolve(Lock.FILE));
    } catch (IOException | RuntimeException | Error e) {
      takeBack(changes.subList(0, Math.min(done + 1, changes.size())), e, done);
      throw e;
    }
    try {
      Folders.sync(folder);
    } catch (IOException e) {
      // The new tree holds; should the disk forget that, it says "unfinished" again.
    }
  }

  private void prepare(String path, Optional<OutputFile> file) throws IOException {
    Path place = folder.resolve(path);
    Optional<Path> fresh = file.isEmpty() ? Optional.empty() : Optional.of(put(file.get(), place));
    Optional<Path> old = Optional.empty();
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      old = Optional.of(stage.resolve("old-" + ++staged));
      keep(place, old.get());
    }
    changes.add(new Change(place, fresh, old));
  }

  private Path put(OutputFile file, Path place) throws IOException {
    Path path = stage.resolve("new-" + ++staged);
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Folders.write(channel, ByteBuffer.wrap(file.bytes()));
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(file.executable() ? "rwxr-xr-x" : "rw-r--r--"));
      channel.force(true);
    } catch (FileSystemException e) {
      throw new FileSystemException(place.toString(), null, e.getReason());
    } catch (IOException e) {
      throw new FileSystemException(place.toString(), null, e.getMessage());
    }
    return path;
  }

  private static void keep(Path place, Path name) throws IOException {
    try {
      Files.createLink(name, place);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(place, name, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private void apply(Change change) throws IOException {
    if (change.fresh().isPresent()) {
      Files.createDirectories(change.place().toAbsolutePath().getParent());
      rename(change.fresh().get(), change.place());
    } else {
      Files.deleteIfExists(change.place());
    }
  }

  /** Undoes changes, the last of which may not have happened; the lock file comes last again. */
  private void takeBack(List<Change> begun, Throwable reason, int done) {
    try {
      for (int i = begun.size() - 1; i > 0; i--) {
        undo(begun.get(i), i < done);
      }
      syncFolders();
      undo(begun.get(0), done > 0);
      Folders.sync(folder);
    } catch (IOException e) {
      reason.addSuppressed(e); // the lock file still says "unfinished"
    }
  }

  private void undo(Change change, boolean happened) throws IOException {
    if (happened && change.old().isPresent()) {
      Files.createDirectories(change.place().toAbsolutePath().getParent());
      rename(change.old().get(), change.place());
    } else if (happened) {
      Files.deleteIfExists(change.place());
    }
    prune(change.place());
  }

  private void syncFolders() throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    for (Change change : changes) {
      for (Path f = change.place().getParent();
          f != null && !f.equals(folder) && folders.add(f);
          f = f.getParent()) {}
    }
    folders.add(folder);
    for (Path path : folders) {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Folders.sync(path);
      }
    }
  }

  /** Removes the folders above a path that are empty, unless a link leads to them. */
  private void prune(Path path) {
    List<Path> above = new ArrayList<>();
    for (Path f = path.getParent(); f != null && !f.equals(folder); f = f.getParent()) {
      above.add(f);
    }
    if (above.stream().noneMatch(Files::isSymbolicLink)) {
      Folders.removeEmpty(above.stream().filter(Files::exists).toList());
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
