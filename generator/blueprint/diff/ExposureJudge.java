package blueprint.diff;

import blueprint.inventory.Inventory;
import blueprint.inventory.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who reaches what, and who may do what, that could not before; and the other way round. */
final class ExposureJudge implements Judge {

  private final Edits edits;

  ExposureJudge(Edits edits) {
    this.edits = edits;
  }

  @Override
  public List<Finding> judge(Inventory before, Inventory after, List<Change> changes) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(more(before, after, Finding.Kind.WIDENED));
    findings.addAll(more(after, before, Finding.Kind.NARROWED));
    return findings;
  }

  /** What the second one has and the first one has not. */
  private List<Finding> more(Inventory one, Inventory other, Finding.Kind kind) {
    Map<String, Part> found = new LinkedHashMap<>();
    List<Opening> known = Openings.of(one);
    for (Opening opening : Openings.of(other)) {
      if (known.stream().noneMatch(k -> k.covers(opening))) {
        found.putIfAbsent(opening.words(), opening.part());
      }
    }
    Map<String, Part> weak = Weaknesses.of(one);
    Weaknesses.of(other)
        .forEach(
            (words, part) -> {
              if (!weak.containsKey(words)) {
                found.put(words, part);
              }
            });
    Map<String, Permissions.Permission> allowed = Permissions.of(one);
    Permissions.of(other)
        .forEach(
            (key, permission) -> {
              if (!allowed.containsKey(key)) {
                found.put(
                    "`" + permission.owner() + "` is allowed " + permission.words(),
                    permission.part());
              }
            });
    List<Finding> findings = new ArrayList<>();
    found.forEach((words, part) -> findings.add(finding(kind, other.engine(), words, part)));
    return findings;
  }

  private Finding finding(Finding.Kind kind, Inventory.Engine engine, String words, Part part) {
    String said = kind == Finding.Kind.NARROWED ? "no longer: " + words : words;
    return new Finding(
        kind,
        said,
        List.of(),
        java.util.Set.of(part.address()),
        edits.of(part),
        java.util.Set.of(engine),
        java.util.Optional.empty());
  }
}
