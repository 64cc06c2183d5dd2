package blueprint.language;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.language.Shape.Field;
import blueprint.source.YamlNode;
import blueprint.source.YamlNode.Entry;
import blueprint.source.YamlNode.Mapping;
import blueprint.source.YamlNode.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays changes over a tree, as the language understands them: mappings grow together, lists and
 * values are replaced, nothing ({@code null}) takes away what stands below it, and of keys that
 * exclude each other the one in the change wins. In free-form data nothing is a value like others.
 */
final class Merge {

  private final Diagnostics found;

  Merge(Diagnostics found) {
    this.found = found;
  }

  /** A blueprint with changes. */
  Mapping blueprint(Mapping base, Mapping change) {
    return fixed(Shapes.BLUEPRINT, base, change);
  }

  private YamlNode node(Shape shape, YamlNode base, YamlNode change) {
    if (!(base instanceof Mapping below) || !(change instanceof Mapping above)) {
      return change;
    }
    if (shape instanceof Shape.Mapping mapping) {
      return fixed(mapping, below, above);
    }
    if (shape instanceof Shape.Table table) {
      return table(table, below, above);
    }
    return shape instanceof Shape.Json ? data(shape, below, above) : change;
  }

  private Mapping fixed(Shape.Mapping shape, Mapping base, Mapping change) {
    Map<String, Entry> entries = entries(base);
    entries.keySet().removeAll(excluded(shape, change));
    for (Entry entry : change.entries()) {
      Optional<Field> field = field(shape, entry.key().text());
      if (field.isEmpty()) {
        entries.put(entry.key().text(), entry);
      } else if (!isNothing(entry) || field.get().shape() instanceof Shape.Json) {
        lay(field.get().shape(), entry, entries);
      } else if (field.get().required()) {
        found.add(Diagnostic.of(Code.CANNOT_REMOVE, entry.key().span(), entry.key().text()));
      } else {
        remove(entry, entries);
      }
    }
    return new Mapping(List.copyOf(entries.values()), base.span());
  }

  private Mapping table(Shape.Table shape, Mapping base, Mapping change) {
    Map<String, Entry> entries = entries(base);
    for (Entry entry : change.entries()) {
      if (isNothing(entry) && !(shape.value() instanceof Shape.Json)) {
        remove(entry, entries);
      } else if (!isMistyped(shape, entry, entries)) {
        lay(shape.value(), entry, entries);
      }
    }
    return new Mapping(List.copyOf(entries.values()), base.span());
  }

  private Mapping data(Shape shape, Mapping base, Mapping change) {
    Map<String, Entry> entries = entries(base);
    change.entries().forEach(entry -> lay(shape, entry, entries));
    return new Mapping(List.copyOf(entries.values()), base.span());
  }

  private void lay(Shape shape, Entry change, Map<String, Entry> entries) {
    String key = change.key().text();
    Optional<Entry> below = Optional.ofNullable(entries.get(key));
    YamlNode value =
        below.map(entry -> node(shape, entry.value(), change.value())).orElse(change.value());
    boolean grown = below.isPresent() && value != change.value();
    entries.put(key, new Entry(grown ? below.get().key() : change.key(), value));
  }

  private void remove(Entry change, Map<String, Entry> entries) {
    if (entries.remove(change.key().text()) == null) {
      found.add(Diagnostic.of(Code.REMOVES_NOTHING, change.key().span(), change.key().text()));
    }
  }

  /** Whether a new entry makes no sense by itself, and is called almost as one that it may mean. */
  private boolean isMistyped(Shape.Table shape, Entry change, Map<String, Entry> entries) {
    String key = change.key().text();
    Optional<String> meant = Suggestions.nearest(key, entries.keySet());
    if (entries.containsKey(key)
        || meant.isEmpty()
        || BlueprintReader.reads(shape.value(), change.value())) {
      return false;
    }
    found.add(
        Diagnostic.of(Code.INCOMPLETE_IN_ENVIRONMENT, change.key().span(), key)
            .suggesting(meant.map(word -> "did you mean `" + word + "`?")));
    return true;
  }

  private static boolean isNothing(Entry entry) {
    return entry.value() instanceof Scalar scalar && scalar.isNull();
  }

  /** The keys that cannot stay beside what the change writes. */
  private static List<String> excluded(Shape.Mapping shape, Mapping change) {
    List<List<String>> chosen =
        shape.exactlyOne().stream().filter(group -> writes(change, group)).toList();
    return chosen.isEmpty()
        ? List.of()
        : shape.exactlyOne().stream()
            .flatMap(List::stream)
            .filter(key -> chosen.stream().noneMatch(group -> group.contains(key)))
            .toList();
  }

  private static boolean writes(Mapping change, List<String> keys) {
    return keys.stream().flatMap(key -> change.entry(key).stream()).anyMatch(e -> !isNothing(e));
  }

  private static Optional<Field> field(Shape.Mapping shape, String key) {
    return shape.fields().stream().filter(field -> field.key().equals(key)).findFirst();
  }

  private static Map<String, Entry> entries(Mapping mapping) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    mapping.entries().forEach(entry -> entries.put(entry.key().text(), entry));
    return entries;
  }
}
