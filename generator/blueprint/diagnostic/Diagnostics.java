package blueprint.diagnostic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Collects problems, so that one run shows all of them. Not for use by several threads. */
public final class Diagnostics {

  /** As many as anybody reads; whoever finds more in one file need not look further. */
  public static final int MOST = 500;

  private final Set<Diagnostic> found = new LinkedHashSet<>();

  /** Adds a problem; the same one twice counts once. */
  public void add(Diagnostic diagnostic) {
    found.add(diagnostic);
  }

  /** Whether there are so many errors that looking for more only takes time. */
  public boolean isFull() {
    return found.size() >= MOST && hasErrors();
  }

  /** Adds all problems of another collection. */
  public void addAll(Diagnostics others) {
    found.addAll(others.found);
  }

  /** Whether anything keeps the output from being written. */
  public boolean hasErrors() {
    return found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  /** The problems in reading order, without those that only a strict reader minds. */
  public List<Diagnostic> sorted() {
    return sorted(found.stream().filter(diagnostic -> !diagnostic.code().isPicky()));
  }

  /** All problems in reading order. */
  public List<Diagnostic> all() {
    return sorted(found.stream());
  }

  /** All problems in reading order, each an error. */
  public List<Diagnostic> strict() {
    return sorted(found.stream().map(Diagnostic::asError));
  }

  private static List<Diagnostic> sorted(Stream<Diagnostic> diagnostics) {
    return diagnostics.sorted(Diagnostic.READING_ORDER).toList();
  }
}
