package blueprint.diff;

import blueprint.facts.Changes;
import blueprint.facts.Changes.Holding;
import blueprint.inventory.Effect;
import blueprint.inventory.Inventory;
import blueprint.inventory.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is lost with a resource, and what stands in the way of that. */
final class DataJudge implements Judge {

  @Override
  public List<Finding> judge(Inventory before, Inventory after, List<Change> changes) {
    List<Finding> findings = new ArrayList<>();
    for (Change change : changes) {
      Optional<Holding> holding = change.before().flatMap(Changes.bundled()::holding);
      if (holding.isEmpty()) {
        continue;
      }
      if (change.action().endsIt()) {
        findings.add(loss(after.engine(), change, holding.get()));
      } else {
        String kind = holding.get().word();
        Guards.lowered(change).stream()
            .map(
                guard ->
                    Finding.of(
                        Finding.Kind.DATA,
                        after.engine(),
                        "the "
                            + kind
                            + " "
                            + Words.quoted(name(change))
                            + " is guarded less: "
                            + guard,
                        change))
            .forEach(findings::add);
      }
    }
    return findings;
  }

  private static Finding loss(Inventory.Engine engine, Change change, Holding holding) {
    String what = "the " + holding.word() + " " + Words.quoted(name(change)) + " is ";
    String words =
        switch (change.action()) {
          case DESTROYED -> what + "destroyed, and all that it holds";
          case REPLACED -> what + "replaced by an empty one: " + reason(change);
          default -> what + "perhaps replaced by an empty one: " + reason(change);
        };
    List<String> more = new ArrayList<>();
    List<String> guards = Guards.of(change);
    more.add(
        guards.isEmpty()
            ? "nothing stands in the way"
            : "in the way: " + String.join("; ", guards));
    Guards.lowered(change).forEach(guard -> more.add("in the same change: " + guard));
    Guards.copies(change).forEach(more::add);
    return Finding.of(Finding.Kind.DATA, engine, words, change, more.toArray(String[]::new));
  }

  /** The attributes that replace it. */
  private static String reason(Change change) {
    return String.join(
        ", ",
        change.attributes().stream()
            .filter(attribute -> attribute.effect() != Effect.IN_PLACE)
            .filter(
                attribute ->
                    change.action() == Action.MAY_BE_REPLACED
                        || attribute.effect() == Effect.REPLACE)
            .map(DataJudge::reason)
            .toList());
  }

  private static String reason(AttributeChange attribute) {
    String why = attribute.because().map(b -> " (from " + Words.quoted(b) + ")").orElse(" changes");
    return Words.quoted(attribute.path()) + why;
  }

  /** What it is called in the account, or else in the engine. */
  static String name(Change change) {
    Part part = change.before().or(change::after).orElseThrow();
    return List.of(
            "identifier",
            "cluster_identifier",
            "DBInstanceIdentifier",
            "DBClusterIdentifier",
            "name",
            "Name",
            "TableName",
            "LogGroupName",
            "bucket",
            "BucketName",
            "RepositoryName")
        .stream()
        .map(part::text)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(part.address());
  }
}
