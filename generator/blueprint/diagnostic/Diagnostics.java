package blueprint.diagnostic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems, so that one run shows all of them. Not for use by several threads. */
public final class Diagnostics {

  private final Set<Diagnostic> found = new LinkedHashSet<>();

  /** Adds a problem; the same one twice counts once. */
  public void add(Diagnostic diagnostic) {
    found.add(diagnostic);
  }

  /** Adds all problems of another collection. */
  public void addAll(Diagnostics others) {
    found.addAll(others.found);
  }

  /** Whether anything keeps the output from being written. */
  public boolean hasErrors() {
    return found.stream().anyMatch(d -> d.code().severity() == Severity.ERROR);
  }

  /** All problems in reading order. */
  public List<Diagnostic> sorted() {
    List<Diagnostic> sorted = new ArrayList<>(found);
    sorted.sort(Diagnostic.READING_ORDER);
    return sorted;
  }
}
