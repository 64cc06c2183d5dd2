package blueprint.language;

import blueprint.source.SourceFile;
import blueprint.source.Span;
import blueprint.source.YamlNode;
import blueprint.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every place of a blueprint that holds a value, together with what may stand there. */
public final class Places {

  /** The blueprint that writes every key. */
  static final Path COMPLETE = Path.of("src/test/resources/language/complete.yaml");

  /** A value, and what the language says of it. */
  public record Place(String path, Shape.Scalar shape, YamlNode.Scalar value) {
    /** Whether a text has the form that belongs there. */
    public boolean accepts(String text) {
      return shape.parse().apply(text).isPresent();
    }

    /** The last key on the way to the value. */
    public String key() {
      return path.replaceAll(".*\\.|\\[]", "");
    }
  }

  /** A key that the user chose, or a value of free form. */
  public record Chosen(String path, Span span) {}

  private final List<Place> scalars = new ArrayList<>();
  private final List<Chosen> chosenKeys = new ArrayList<>();
  private final List<Chosen> freeValues = new ArrayList<>();
  private final Set<String> keys = new TreeSet<>();

  public static Places of(String text) {
    Places places = new Places();
    YamlNode root = YamlReader.read(new SourceFile("b.yaml", text)).root().orElseThrow();
    places.walk("", Shapes.BLUEPRINT, root);
    return places;
  }

  /** The text of that blueprint. */
  public static String complete() throws IOException {
    return Files.readString(COMPLETE);
  }

  /** The values, in the order in which they stand. */
  public List<Place> scalars() {
    return scalars;
  }

  /** The keys that the user chose. */
  public List<Chosen> chosenKeys() {
    return chosenKeys;
  }

  /** The values for which the language has no form: in settings and overrides. */
  public List<Chosen> freeValues() {
    return freeValues;
  }

  /** The keys that are written, as {@code Record.key}. */
  Set<String> keys() {
    return keys;
  }

  private void walk(String path, Shape shape, YamlNode node) {
    if (shape instanceof Shape.Scalar scalar) {
      scalars.add(new Place(path, scalar, (YamlNode.Scalar) node));
    } else if (shape instanceof Shape.Sequence list) {
      ((YamlNode.Sequence) node).items().forEach(item -> walk(path + "[]", list.item(), item));
    } else if (shape instanceof Shape.Table table) {
      ((YamlNode.Mapping) node)
          .entries()
          .forEach(
              e -> {
                chosenKeys.add(new Chosen(path + ".", e.key().span()));
                walk(path + "." + e.key().text(), table.value(), e.value());
              });
    } else if (shape instanceof Shape.Json) {
      json(path, node);
    } else if (shape instanceof Shape.Union union) {
      YamlNode.Mapping mapping = (YamlNode.Mapping) node;
      List<String> keys = mapping.entries().stream().map(e -> e.key().text()).toList();
      union.members().stream()
          .filter(member -> keys.contains(member.fields().get(0).key()))
          .filter(
              member -> member.fields().stream().map(Shape.Field::key).toList().containsAll(keys))
          .forEach(member -> walk(path, member, node));
    } else if (shape instanceof Shape.Mapping mapping) {
      mapping(path, mapping, node);
    }
  }

  private void json(String path, YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : mapping.entries()) {
        chosenKeys.add(new Chosen(path + ".", entry.key().span()));
        json(path + "." + entry.key().text(), entry.value());
      }
    } else if (node instanceof YamlNode.Sequence list) {
      list.items().forEach(item -> json(path + "[]", item));
    } else {
      freeValues.add(new Chosen(path, node.span()));
    }
  }

  private void mapping(String path, Shape.Mapping shape, YamlNode node) {
    if (node instanceof YamlNode.Scalar) {
      walk(path, shape.shorthand().orElseThrow().shape(), node);
      return;
    }
    for (YamlNode.Entry entry : ((YamlNode.Mapping) node).entries()) {
      String key = entry.key().text();
      keys.add(shape.name() + "." + key);
      shape.fields().stream()
          .filter(field -> field.key().equals(key))
          .forEach(field -> walk(path + "." + key, field.shape(), entry.value()));
    }
  }

  /** All keys of the language, as {@code Record.key}. */
  static Set<String> language() {
    Set<String> keys = new TreeSet<>();
    mappings().forEach(m -> m.fields().forEach(f -> keys.add(m.name() + "." + f.key())));
    return keys;
  }

  /** All mappings of the language. */
  static List<Shape.Mapping> mappings() {
    List<Shape.Mapping> found = new ArrayList<>();
    collect(Shapes.BLUEPRINT, found);
    return found;
  }

  private static void collect(Shape shape, List<Shape.Mapping> found) {
    if (shape instanceof Shape.Mapping mapping) {
      boolean known = found.stream().anyMatch(m -> m.name().equals(mapping.name()));
      if (!known) {
        found.add(mapping);
        mapping.fields().forEach(field -> collect(field.shape(), found));
      }
    } else if (shape instanceof Shape.Sequence list) {
      collect(list.item(), found);
    } else if (shape instanceof Shape.Table table) {
      collect(table.value(), found);
    } else if (shape instanceof Shape.Union union) {
      union.members().forEach(member -> collect(member, found));
    }
  }
}
