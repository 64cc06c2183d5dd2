package blueprint.diff;

import blueprint.facts.Changes;
import blueprint.inventory.Inventory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What does not answer for a while. */
final class DowntimeJudge implements Judge {

  @Override
  public List<Finding> judge(Inventory before, Inventory after, List<Change> changes) {
    List<Finding> findings = new ArrayList<>();
    for (Change change : changes) {
      if (change.action() == Action.CHANGED) {
        attributes(after.engine(), change, findings);
      } else if (change.action() == Action.REPLACED || change.action() == Action.MAY_BE_REPLACED) {
        Changes.bundled()
            .downtimeOfReplacement(change.part())
            .ifPresent(downtime -> findings.add(replaced(after.engine(), change, downtime)));
      }
    }
    return together(findings);
  }

  private static void attributes(Inventory.Engine engine, Change change, List<Finding> findings) {
    for (AttributeChange attribute : change.attributes()) {
      String word = attribute.path().split("[.\\[]", 2)[0];
      Optional<Changes.Downtime> downtime = Changes.bundled().downtime(change.part(), word);
      if (downtime.isPresent()) {
        String words =
            Words.quoted(DataJudge.name(change)) + ", `" + word + "`: " + downtime.get().why();
        findings.add(
            Finding.of(Finding.Kind.DOWNTIME, engine, words, change)
                .lasting(downtime.get().length()));
      }
    }
  }

  private static Finding replaced(
      Inventory.Engine engine, Change change, Changes.Downtime downtime) {
    String words = Words.quoted(change.part().family()) + " is replaced: " + downtime.why();
    return Finding.of(Finding.Kind.DOWNTIME, engine, words, change).lasting(downtime.length());
  }

  /** One for all instances of a resource. */
  private static List<Finding> together(List<Finding> findings) {
    Map<String, Finding> all = new LinkedHashMap<>();
    findings.forEach(finding -> all.merge(finding.words(), finding, Finding::and));
    return new ArrayList<>(all.values());
  }
}
