package blueprint.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a directory differs from the tree that it should hold.
 *
 * @param differences what is not as it should be
 * @param foreign files that are not ours
 * @param lockIsCurrent whether the lock file is the one that belongs to the tree
 * @param lost resources with data that were there and no longer are
 * @param interrupted whether a run that wrote here never ended, so that old and new may be mixed
 */
public record Comparison(
    List<Difference> differences,
    List<String> foreign,
    boolean lockIsCurrent,
    List<Lock.Stateful> lost,
    boolean interrupted) {

  /** One file that is not as it should be. */
  public record Difference(String path, Kind kind) {}

  /** In what a file differs. */
  public enum Kind {
    /** It is not there. */
    MISSING("is missing"),
    /** It holds what an earlier run wrote, and now something else belongs there. */
    OUTDATED("is outdated"),
    /** A person changed it. */
    EDITED("was edited by hand"),
    /** Its mode is wrong. */
    MODE("has the wrong mode"),
    /** It is ours, and no longer belongs there. */
    ORPHANED("no longer belongs to the output");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The difference in words that follow a path. */
    public String words() {
      return words;
    }
  }

  public Comparison {
    differences = List.copyOf(differences);
    foreign = List.copyOf(foreign);
    lost = List.copyOf(lost);
  }

  /** Compares what is on disk with what belongs there. */
  static Comparison of(OutputTree wanted, Lock lock, DirectoryState disk) {
    List<Difference> differences = new ArrayList<>();
    wanted
        .files()
        .forEach(
            (path, file) -> {
              Lock.Entry there = disk.files().get(path);
              if (there == null) {
                differences.add(new Difference(path, Kind.MISSING));
              } else if (!there.digest().equals(file.digest())) {
                boolean ours = disk.lock().digests(path).contains(there.digest());
                differences.add(new Difference(path, ours ? Kind.OUTDATED : Kind.EDITED));
              } else if (there.executable() != file.executable()) {
                differences.add(new Difference(path, Kind.MODE));
              }
            });
    Set<String> foreign = new TreeSet<>(disk.files().keySet());
    foreign.removeAll(wanted.files().keySet());
    for (String path : disk.lock().paths()) {
      Lock.Entry there = disk.files().get(path);
      if (there != null && foreign.remove(path)) {
        boolean ours = disk.lock().digests(path).contains(there.digest());
        differences.add(new Difference(path, ours ? Kind.ORPHANED : Kind.EDITED));
      }
    }
    return new Comparison(
        differences,
        new ArrayList<>(foreign),
        disk.lockText().filter(lock.text()::equals).isPresent(),
        lock.lostFrom(disk.lock()),
        disk.lock().unfinished().isPresent());
  }

  /** Whether the directory is exactly as it should be, foreign files aside. */
  public boolean isClean() {
    return differences.isEmpty() && lockIsCurrent;
  }

  /** The files that a person changed and that writing would overwrite or remove. */
  public List<String> edited() {
    return differences.stream()
        .filter(difference -> difference.kind() == Kind.EDITED)
        .map(Difference::path)
        .toList();
  }
}
