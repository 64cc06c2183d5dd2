package blueprint.diff;

import blueprint.explain.Place;
import blueprint.explain.Places;
import blueprint.inventory.Part;
import blueprint.source.Span;
import blueprint.source.YamlNode;
import blueprint.source.YamlNode.Entry;
import blueprint.source.YamlNode.Mapping;
import blueprint.source.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is another in the text of a blueprint, and which of that a part comes from. */
final class Edits {

  private record Leaf(String text, Span span) {}

  /** What is written now, or else what was. */
  private record Edit(String before, String after, Span span) {

    boolean says(AttributeChange change) {
      return fits(before, change.before()) && fits(after, change.after());
    }

    /** {@code 20GB} is 20 in an attribute. */
    private static boolean fits(String written, Optional<String> value) {
      return !written.isEmpty()
          && value.filter(v -> !v.isEmpty() && written.startsWith(v)).isPresent();
    }
  }

  private final Places before;
  private final Places after;
  private final Map<String, Edit> edits = new LinkedHashMap<>();

  Edits(YamlNode before, YamlNode after) {
    this.before = new Places(before);
    this.after = new Places(after);
    Map<String, Leaf> old = leaves(before);
    Map<String, Leaf> now = leaves(after);
    now.forEach(
        (path, leaf) -> {
          Leaf other = old.get(path);
          if (other == null || !other.text().equals(leaf.text())) {
            String was = other == null ? "" : other.text();
            edits.put(path, new Edit(was, leaf.text(), leaf.span()));
          }
        });
    old.forEach(
        (path, leaf) -> {
          if (!now.containsKey(path)) {
            edits.put(path, new Edit(leaf.text(), "", leaf.span()));
          }
        });
  }

  private static Map<String, Leaf> leaves(YamlNode tree) {
    Map<String, Leaf> leaves = new LinkedHashMap<>();
    collect(tree, "", tree.span(), leaves);
    return leaves;
  }

  private static void collect(YamlNode node, String path, Span key, Map<String, Leaf> leaves) {
    if (node instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        String name = entry.key().text();
        if (!path.isEmpty() || !name.equals("environments")) {
          String below = path.isEmpty() ? name : path + "." + name;
          collect(entry.value(), below, entry.key().span(), leaves);
        }
      }
    } else if (node instanceof Sequence list) {
      for (int i = 0; i < list.items().size(); i++) {
        YamlNode item = list.items().get(i);
        collect(item, path + "[" + i + "]", item.span(), leaves);
      }
    } else if (node instanceof YamlNode.Scalar scalar) {
      leaves.put(Places.normal(path), new Leaf(scalar.text(), key));
    }
  }

  /** The edit that a part most likely comes from, or else the place that asks for it. */
  Cause of(Part part) {
    return of(part, Optional.empty());
  }

  /**
   * The same for one attribute of it: near the part, an edit with the attribute's own values comes
   * first.
   */
  Cause of(Part part, Optional<AttributeChange> attribute) {
    List<Map.Entry<String, Edit>> near = new ArrayList<>();
    for (int distance = 0; distance < 3; distance++) {
      for (String place : part.places()) {
        for (Map.Entry<String, Edit> edit : edits.entrySet()) {
          if (distance(place, edit.getKey()) == distance) {
            near.add(edit);
          }
        }
      }
    }
    return near.stream()
        .filter(edit -> attribute.filter(edit.getValue()::says).isPresent())
        .findFirst()
        .or(() -> near.stream().findFirst())
        .map(Edits::cause)
        .or(() -> part.paths().stream().findFirst().map(this::place))
        .orElse(Cause.NONE);
  }

  private static Cause cause(Map.Entry<String, Edit> edit) {
    return new Cause(edit.getKey(), Optional.of(edit.getValue().span()));
  }

  /** The first edit below a place, or else the place. */
  Cause below(String path) {
    return edits.entrySet().stream()
        .filter(edit -> isBelow(edit.getKey(), path))
        .findFirst()
        .map(Edits::cause)
        .orElseGet(() -> place(path));
  }

  /** 0: in the place; 1: around it; 2: in the same tier, image or secret. */
  private static int distance(String place, String edit) {
    if (isBelow(edit, place)) {
      return 0;
    } else if (isBelow(place, edit)) {
      return 1;
    }
    String[] words = place.split("\\.", 3);
    return words.length > 1 && isBelow(edit, words[0] + "." + words[1]) ? 2 : 3;
  }

  private static boolean isBelow(String path, String other) {
    return path.equals(other) || path.startsWith(other + ".") || path.startsWith(other + "[");
  }

  private Cause place(String path) {
    Place now = after.find(path);
    Place place = now.written() ? now : before.find(path);
    return new Cause(path, Optional.of(place.written() ? place.span() : now.span()));
  }
}
