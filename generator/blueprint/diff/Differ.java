package blueprint.diff;

import blueprint.facts.Changes;
import blueprint.inventory.Inventory;
import blueprint.inventory.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts two sides beside each other. */
public final class Differ {

  private Differ() {}

  /** What becomes of each environment that one of the two has. */
  public static List<Report.Environment> compare(List<Side> before, List<Side> after) {
    Map<String, Side> old = byName(before);
    Map<String, Side> now = byName(after);
    Set<String> names = new LinkedHashSet<>(now.keySet());
    names.addAll(old.keySet());
    List<Report.Environment> environments = new ArrayList<>();
    for (String name : names) {
      Optional<Side> was = Optional.ofNullable(old.get(name));
      Optional<Side> is = Optional.ofNullable(now.get(name));
      if (was.isPresent() && is.isPresent()) {
        environments.add(compare(was.get(), is.get()));
      } else if (is.isPresent()) {
        environments.add(alone(is.get()));
      } else {
        environments.add(gone(was.orElseThrow()));
      }
    }
    return environments;
  }

  private static Map<String, Side> byName(List<Side> sides) {
    Map<String, Side> all = new LinkedHashMap<>();
    sides.forEach(side -> all.put(side.name().orElse(""), side));
    return all;
  }

  private static Report.Environment compare(Side was, Side is) {
    Edits edits = new Edits(was.source(), is.source());
    List<Finding> elsewhere = elsewhere(was, is, edits);
    boolean moved = !elsewhere.isEmpty();
    List<Finding> findings = new ArrayList<>(elsewhere);
    List<Report.EngineChanges> engines = new ArrayList<>();
    for (Inventory inventory : is.inventories()) {
      Inventory other =
          was.inventories().stream()
              .filter(i -> !moved && i.engine() == inventory.engine())
              .findFirst()
              .orElse(new Inventory(inventory.engine(), Map.of()));
      engines.add(changes(other, inventory, is, edits, findings));
    }
    if (moved) {
      was.inventories().forEach(i -> findings.addAll(leftBehind(i, was)));
    }
    findings.addAll(images(was, is, edits));
    return new Report.Environment(is.name(), ordered(findings), engines);
  }

  private static Report.EngineChanges changes(
      Inventory before, Inventory after, Side is, Edits edits, List<Finding> findings) {
    List<Change> all = Renames.marked(caused(Comparison.of(before, after), edits));
    List<Judge> judges =
        List.of(
            new DataJudge(),
            new ExposureJudge(edits),
            new MachinesJudge(),
            new DowntimeJudge(),
            new SecretsJudge());
    for (Judge judge : before.parts().isEmpty() ? judges.subList(1, 2) : judges) {
      judge.judge(before, after, all).forEach(finding -> add(finding, findings));
    }
    renamed(after.engine(), all).forEach(finding -> add(finding, findings));
    String region = is.place().getOrDefault("region", "");
    CostJudge.judge(region, before, after, edits.below("network.nat"))
        .forEach(finding -> add(finding, findings));
    return new Report.EngineChanges(
        after.engine(),
        all.stream()
            .filter(change -> change.part().kind() == Part.Kind.RESOURCE)
            .sorted(Comparator.comparing(Change::action).reversed())
            .toList());
  }

  /** Each change with its place: its own, or that of what it follows. */
  private static List<Change> caused(List<Change> changes, Edits edits) {
    Map<String, Change> byAddress = new TreeMap<>();
    changes.forEach(change -> byAddress.put(change.address(), change));
    return changes.stream().map(c -> c.with(cause(c, byAddress, edits, 0))).toList();
  }

  private static Cause cause(Change change, Map<String, Change> changes, Edits edits, int depth) {
    Optional<AttributeChange> gravest =
        change.attributes().stream().max(Comparator.comparing(AttributeChange::effect));
    Optional<Change> because =
        gravest.flatMap(AttributeChange::because).flatMap(a -> Optional.ofNullable(changes.get(a)));
    return because.isPresent() && depth < 20
        ? cause(because.get(), changes, edits, depth + 1)
        : edits.of(change.part(), gravest);
  }

  private static void add(Finding finding, List<Finding> findings) {
    for (int i = 0; i < findings.size(); i++) {
      if (findings.get(i).says(finding)) {
        findings.set(i, findings.get(i).and(finding));
        return;
      }
    }
    findings.add(finding);
  }

  private static List<Finding> renamed(Inventory.Engine engine, List<Change> changes) {
    List<Finding> findings = new ArrayList<>();
    Map<String, List<Change>> groups = new LinkedHashMap<>();
    for (Change change : changes) {
      if (change.action() == Action.DESTROYED && change.twin().isPresent()) {
        groups.computeIfAbsent(Openings.owner(change.part()), o -> new ArrayList<>()).add(change);
      }
    }
    groups.forEach(
        (owner, all) -> {
          String twin = all.get(0).twin().orElseThrow();
          String name =
              changes.stream()
                  .filter(c -> c.address().equals(twin))
                  .findFirst()
                  .map(c -> Openings.owner(c.part()))
                  .orElse(twin);
          String words =
              "`"
                  + owner
                  + "` looks as if it is called `"
                  + name
                  + "` now: it is destroyed and made again under the new name";
          Finding finding = Finding.of(Finding.Kind.RENAMED, engine, words, all.get(0));
          for (Change change : all.subList(1, all.size())) {
            finding = finding.and(Finding.of(Finding.Kind.RENAMED, engine, words, change));
          }
          findings.add(finding);
        });
    return findings;
  }

  /** What makes it another system, with another state. */
  private static List<Finding> elsewhere(Side was, Side is, Edits edits) {
    List<Finding> findings = new ArrayList<>();
    if (!was.folder().equals(is.folder())) {
      findings.add(
          Finding.of(
              Finding.Kind.ELSEWHERE,
              "the output goes to `"
                  + is.folder()
                  + "` instead of `"
                  + was.folder()
                  + "`: that is another system beside the old one",
              edits.below("name"),
              "what was made from `" + was.folder() + "` stays until it is destroyed from there"));
    }
    for (String key : List.of("region", "account")) {
      String old = was.place().getOrDefault(key, "");
      String now = is.place().getOrDefault(key, "");
      if (!old.equals(now) && !old.isEmpty() && !now.isEmpty()) {
        findings.add(
            Finding.of(
                Finding.Kind.ELSEWHERE,
                "the "
                    + key
                    + " is `"
                    + now
                    + "` instead of `"
                    + old
                    + "`: everything is made anew there",
                edits.below(key),
                "nothing moves: what is in `"
                    + old
                    + "` stays, costs, and is no longer known to the engine"));
      }
    }
    List<Inventory.Engine> engines = engines(was);
    engines.removeAll(engines(is));
    for (Inventory.Engine engine : engines) {
      findings.add(
          Finding.of(
              Finding.Kind.ELSEWHERE,
              "there is no output for " + engine.title() + " any more",
              edits.below("engine"),
              "what was made with it stays until it is destroyed with it, and its names are taken"));
    }
    return findings;
  }

  private static List<Inventory.Engine> engines(Side side) {
    return new ArrayList<>(side.inventories().stream().map(Inventory::engine).toList());
  }

  private static List<Finding> leftBehind(Inventory inventory, Side was) {
    Edits none = new Edits(was.source(), was.source());
    return inventory.resources().stream()
        .filter(part -> Changes.bundled().holding(part).isPresent())
        .map(part -> leftBehind(inventory.engine(), part, none))
        .toList();
  }

  private static Finding leftBehind(Inventory.Engine engine, Part part, Edits none) {
    Change change =
        new Change(
            Action.DESTROYED,
            Optional.of(part),
            Optional.empty(),
            List.of(),
            none.of(part),
            Optional.empty());
    String kind = Changes.bundled().holding(part).orElseThrow().word();
    return Finding.of(
        Finding.Kind.DATA,
        engine,
        "the " + kind + " `" + DataJudge.name(change) + "` stays behind, and the new one is empty",
        change,
        "carry the data over by hand before anyone uses the new system");
  }

  private static List<Finding> images(Side was, Side is, Edits edits) {
    List<Finding> findings = new ArrayList<>();
    is.images()
        .forEach(
            (name, called) -> {
              if (!called.equals(was.images().get(name))) {
                findings.add(
                    Finding.of(
                        Finding.Kind.IMAGES,
                        "the image `" + called + "` has to be built before this is applied",
                        edits.below("images." + name)));
              }
            });
    return findings;
  }

  private static Report.Environment alone(Side is) {
    Edits edits = new Edits(is.source(), is.source());
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.of(
            Finding.Kind.ELSEWHERE,
            is.name().map(n -> "the environment `" + n + "` is new").orElse("the system is new")
                + ": everything in it is made",
            Cause.NONE));
    List<Report.EngineChanges> engines = new ArrayList<>();
    for (Inventory inventory : is.inventories()) {
      Inventory none = new Inventory(inventory.engine(), Map.of());
      engines.add(changes(none, inventory, is, edits, findings));
    }
    return new Report.Environment(is.name(), ordered(findings), engines);
  }

  private static Report.Environment gone(Side was) {
    String name =
        was.name()
            .map(n -> "the environment `" + n + "`")
            .orElse("the system without environments");
    Finding finding =
        Finding.of(
            Finding.Kind.ELSEWHERE,
            name + " is no longer in the blueprint, which destroys nothing",
            Cause.NONE,
            "what was made from `" + was.folder() + "` runs on until it is destroyed from there");
    return new Report.Environment(was.name(), List.of(finding), List.of());
  }

  private static List<Finding> ordered(List<Finding> findings) {
    return findings.stream().sorted(Comparator.comparing(Finding::kind)).toList();
  }
}
