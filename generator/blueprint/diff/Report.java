package blueprint.diff;

import blueprint.facts.Changes.Interruption;
import blueprint.inventory.Inventory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a change of a blueprint does to the account.
 *
 * @param before how the old text is called
 * @param after how the new text is called
 */
public record Report(String before, String after, List<Environment> environments) {

  public Report {
    environments = List.copyOf(environments);
  }

  /**
   * One environment.
   *
   * @param name empty where the blueprint has none
   * @param findings what a person should know first, the gravest kind first
   * @param engines what becomes of each resource
   */
  public record Environment(
      Optional<String> name, List<Finding> findings, List<EngineChanges> engines) {

    public Environment {
      findings = List.copyOf(findings);
      engines = List.copyOf(engines);
    }

    /** Those of one kind. */
    public List<Finding> of(Finding.Kind kind) {
      return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    /** How long the system, or a part of it, does not answer. */
    public Interruption downtime() {
      return findings.stream()
          .flatMap(finding -> finding.downtime().stream())
          .max(Interruption::compareTo)
          .orElse(Interruption.NONE);
    }

    /** Whether nothing in the account changes. */
    public boolean isSame() {
      return findings.isEmpty() && engines.stream().allMatch(e -> e.changes().isEmpty());
    }
  }

  /** What becomes of the resources of one engine that do not stay as they are. */
  public record EngineChanges(Inventory.Engine engine, List<Change> changes) {

    public EngineChanges {
      changes = List.copyOf(changes);
    }

    /** How many of each. */
    public Map<Action, Long> counts() {
      Map<Action, Long> counts = new TreeMap<>();
      changes.forEach(change -> counts.merge(change.action(), 1L, Long::sum));
      return counts;
    }
  }

  /** Whether nothing in the account changes. */
  public boolean isSame() {
    return environments.stream().allMatch(Environment::isSame);
  }

  /** Whether it is of a kind that somebody has to agree to: data at risk, or exposure widened. */
  public boolean isGrave() {
    return environments.stream()
        .flatMap(environment -> environment.findings().stream())
        .anyMatch(finding -> finding.kind().isGrave());
  }
}
