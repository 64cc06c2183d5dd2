package blueprint.language;

import blueprint.language.Shape.Field;
import blueprint.source.Position;
import blueprint.source.SourceFile;
import blueprint.source.Span;
import blueprint.source.YamlNode;
import blueprint.source.YamlNode.Entry;
import blueprint.source.YamlNode.Mapping;
import blueprint.source.YamlNode.Scalar;
import blueprint.source.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A blueprint with everything that counts unless it is written, written. */
public final class Defaults {

  /** Where defaults stand: each has a line of its own in no file. */
  private static final SourceFile LANGUAGE = new SourceFile("the language", "");

  private final Set<Span> unwanted;
  private int count;

  private Defaults(Set<Span> unwanted) {
    this.unwanted = unwanted;
  }

  /**
   * The tree with the language's defaults added; those that depend on other keys are not.
   *
   * @param unwanted the places of defaults, in an earlier result for the same tree, to be left out
   */
  public static YamlNode fillIn(YamlNode blueprint, Set<Span> unwanted) {
    return new Defaults(unwanted).node(Shapes.BLUEPRINT, blueprint);
  }

  /** Whether a place is no place in a file, because the value is the language's default. */
  public static boolean isDefault(Span place) {
    return place.file().equals(LANGUAGE);
  }

  private Span nowhere() {
    return Span.at(LANGUAGE, new Position(++count, 1));
  }

  private YamlNode node(Shape shape, YamlNode node) {
    if (shape instanceof Shape.Mapping mapping && node instanceof Mapping written) {
      return mapping(mapping, written);
    }
    if (shape instanceof Shape.Table table && node instanceof Mapping written) {
      List<Entry> entries =
          written.entries().stream()
              .map(entry -> new Entry(entry.key(), node(table.value(), entry.value())))
              .toList();
      return new Mapping(entries, written.span());
    }
    if (shape instanceof Shape.Sequence list && node instanceof Sequence written) {
      return new Sequence(
          written.items().stream().map(item -> node(list.item(), item)).toList(), written.span());
    }
    return node;
  }

  private Mapping mapping(Shape.Mapping shape, Mapping written) {
    List<Entry> entries = new ArrayList<>();
    for (Field field : shape.fields()) {
      written
          .entry(field.key())
          .map(entry -> new Entry(entry.key(), node(field.shape(), entry.value())))
          .or(() -> field.byDefault().flatMap(text -> byDefault(field)))
          .ifPresent(entries::add);
    }
    return new Mapping(entries, written.span());
  }

  private Optional<Entry> byDefault(Field field) {
    Span here = nowhere();
    YamlNode value = node(field.shape(), field.unlessWritten(here).orElseThrow());
    return unwanted.contains(here)
        ? Optional.empty()
        : Optional.of(new Entry(new Scalar(field.key(), true, here), value));
  }
}
