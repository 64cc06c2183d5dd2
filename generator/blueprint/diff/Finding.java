package blueprint.diff;

import blueprint.facts.Changes.Interruption;
import blueprint.inventory.Inventory.Engine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something that a person should know before a change is applied.
 *
 * @param words what happens: lower case, no full stop
 * @param more what stands in the way, or what to do; may be empty
 * @param addresses the resources that it is about
 * @param cause the place in the blueprint that it comes from
 * @param engines with which it happens
 * @param downtime how long something does not answer, where the finding is about that
 */
public record Finding(
    Kind kind,
    String words,
    List<String> more,
    Set<String> addresses,
    Cause cause,
    Set<Engine> engines,
    Optional<Interruption> downtime) {

  /** What it is about, in the order in which people should read. */
  public enum Kind {
    ELSEWHERE("another place"),
    DATA("data at risk"),
    WIDENED("exposure widened"),
    DOWNTIME("downtime"),
    MACHINES("machines that roll"),
    IMAGES("images to build"),
    SECRETS("secrets touched"),
    RENAMED("renamed"),
    NARROWED("exposure narrowed"),
    COST("cost");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** A heading. */
    public String title() {
      return title;
    }

    /** Whether somebody has to agree to it. */
    boolean isGrave() {
      return this == DATA || this == WIDENED;
    }

    /** As machines read it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Finding {
    more = List.copyOf(more);
    addresses = java.util.Collections.unmodifiableSet(new TreeSet<>(addresses));
    engines = java.util.Collections.unmodifiableSet(new TreeSet<>(engines));
  }

  static Finding of(Kind kind, Engine engine, String words, Change change, String... more) {
    return new Finding(
        kind,
        words,
        List.of(more),
        Set.of(change.address()),
        change.cause(),
        Set.of(engine),
        Optional.empty());
  }

  static Finding of(Kind kind, String words, Cause cause, String... more) {
    return new Finding(kind, words, List.of(more), Set.of(), cause, Set.of(), Optional.empty());
  }

  Finding lasting(Interruption length) {
    return new Finding(kind, words, more, addresses, cause, engines, Optional.of(length));
  }

  /** Whether another one says the same. */
  boolean says(Finding other) {
    return kind == other.kind
        && words.equals(other.words)
        && more.equals(other.more)
        && cause.equals(other.cause);
  }

  Finding and(Finding other) {
    Set<String> all = new TreeSet<>(addresses);
    all.addAll(other.addresses);
    Set<Engine> both = new TreeSet<>(engines);
    both.addAll(other.engines);
    return new Finding(kind, words, more, all, cause, both, downtime);
  }
}
