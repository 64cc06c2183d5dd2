package blueprint.language;

import blueprint.facts.Limit;
import blueprint.source.Span;
import blueprint.source.YamlNode;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What may stand at a place of a blueprint. Read off the language's records by {@link Shapes};
 * walked by the reader, the JSON Schema and the reference documentation.
 */
sealed interface Shape {

  /** What is accepted, in words that finish "takes ...". */
  String description();

  /**
   * One value.
   *
   * @param limit of the number that it is, or of the text's length
   */
  record Scalar(
      String description,
      String pattern,
      List<String> words,
      Optional<Limit> limit,
      Function<String, Optional<?>> parse)
      implements Shape {

    /** Whether it is a whole number. */
    boolean isNumber() {
      return limit.isPresent() && !limit.get().isLength();
    }
  }

  /** A list. */
  record Sequence(Shape item, Limit count) implements Shape {
    @Override
    public String description() {
      return "a list";
    }
  }

  /** A mapping whose keys the user chooses. */
  record Table(Form keys, boolean namedByRecord, Shape value, Limit count) implements Shape {
    @Override
    public String description() {
      return "a mapping";
    }
  }

  /** A mapping with fixed keys. */
  record Mapping(
      String doc,
      Constructor<?> constructor,
      List<Field> fields,
      Optional<Field> shorthand,
      List<List<String>> exactlyOne)
      implements Shape {
    @Override
    public String description() {
      return shorthand
          .map(field -> field.shape().description() + ", or a mapping")
          .orElse("a mapping");
    }

    /** The name of the record that it becomes. */
    String name() {
      return constructor.getDeclaringClass().getSimpleName();
    }
  }

  /** One of several mappings, told apart by their first key; it may be a further key of another. */
  record Union(String name, List<Mapping> members) implements Shape {
    @Override
    public String description() {
      return "a mapping";
    }
  }

  /** Any keys of a blueprint with what is written there instead; {@code null} takes one away. */
  record Change() implements Shape {
    @Override
    public String description() {
      return "a mapping";
    }
  }

  /** Free-form data. */
  record Json() implements Shape {
    @Override
    public String description() {
      return "data";
    }
  }

  /**
   * A key of a mapping.
   *
   * @param located whether its value is wrapped in {@link Located}
   * @param optional whether the record holds an {@link Optional}
   * @param byDefault the value, as it would be written, when the key is not; of a list, its only
   *     item
   */
  record Field(
      String key,
      String doc,
      Shape shape,
      boolean located,
      boolean optional,
      Optional<String> byDefault) {

    /** What counts unless the key is written, as if it stood at a place. */
    Optional<YamlNode> unlessWritten(Span place) {
      return byDefault.map(
          text -> {
            YamlNode value = new YamlNode.Scalar(text, true, place);
            return text.equals("{}")
                ? new YamlNode.Mapping(List.of(), place)
                : shape instanceof Sequence ? new YamlNode.Sequence(List.of(value), place) : value;
          });
    }

    /** Whether the key has to be written. */
    boolean required() {
      boolean empty =
          (shape instanceof Sequence list && list.count().min() == 0)
              || (shape instanceof Table table && table.count().min() == 0);
      return !optional && byDefault.isEmpty() && !empty;
    }
  }
}
