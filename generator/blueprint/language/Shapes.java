package blueprint.language;

import blueprint.facts.Limit;
import blueprint.language.Shape.Field;
import blueprint.language.Shape.Mapping;
import blueprint.source.Span;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the language's {@link Shape} off its records. */
final class Shapes {

  /** The whole language. */
  static final Mapping BLUEPRINT = mapping(Blueprint.class);

  private Shapes() {}

  private static Mapping mapping(Class<?> type) {
    List<RecordComponent> components =
        Arrays.stream(type.getRecordComponents()).filter(c -> c.getType() != Span.class).toList();
    List<Field> fields = components.stream().map(Shapes::field).toList();
    Optional<Field> shorthand =
        components.stream()
            .filter(c -> c.isAnnotationPresent(Shorthand.class))
            .map(Shapes::field)
            .findFirst();
    ExactlyOne exactlyOne = type.getAnnotation(ExactlyOne.class);
    return new Mapping(
        doc(type.getAnnotation(Doc.class)),
        constructor(type),
        fields,
        shorthand,
        exactlyOne == null ? List.of() : groups(exactlyOne));
  }

  /** {@code "a, b"} alone means one of a and b; several entries are groups of keys. */
  private static List<List<String>> groups(ExactlyOne exactlyOne) {
    if (exactlyOne.value().length == 1) {
      return Arrays.stream(exactlyOne.value()[0].split(", ")).map(List::of).toList();
    }
    return Arrays.stream(exactlyOne.value()).map(group -> List.of(group.split(", "))).toList();
  }

  private static Field field(RecordComponent component) {
    Type type = component.getGenericType();
    boolean optional = raw(type) == Optional.class;
    Type inner = optional ? argument(type, 0) : type;
    Default byDefault = component.getAnnotation(Default.class);
    return new Field(
        key(component.getName()),
        doc(component.getAnnotation(Doc.class)),
        shape(inner, component),
        raw(inner) == Located.class,
        optional,
        Optional.ofNullable(byDefault).map(Default::value));
  }

  private static Shape shape(Type type, RecordComponent component) {
    Class<?> raw = raw(type);
    Count written = component.getAnnotation(Count.class);
    Limit count = written == null ? Limit.ENTRIES : written.value();
    if (raw == Located.class) {
      return Scalars.of(raw(argument(type, 0)), component);
    }
    if (raw == List.class) {
      return new Shape.Sequence(shape(argument(type, 0), component), count);
    }
    if (raw == Map.class) {
      Written form = component.getAnnotation(Written.class);
      boolean named = raw(argument(type, 0)) == Name.class;
      Form keys = named || form == null ? Form.NAME : form.keys();
      return new Shape.Table(keys, named, shape(argument(type, 1), component), count);
    }
    if (raw == Overlay.class) {
      return new Shape.Change();
    }
    if (raw == JsonTree.class) {
      return new Shape.Json();
    }
    if (raw == Step.class) {
      List<Mapping> members =
          Arrays.stream(raw.getPermittedSubclasses()).map(Shapes::mapping).toList();
      return new Shape.Union("Step", members);
    }
    return mapping(raw);
  }

  private static String doc(Doc doc) {
    return doc.value();
  }

  private static Constructor<?> constructor(Class<?> type) {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(parameters);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  /** {@code stopTimeout} to {@code stop_timeout}; a trailing underscore avoids a Java keyword. */
  static String key(String component) {
    String snake = component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    return snake.endsWith("_") ? snake.substring(0, snake.length() - 1) : snake;
  }
}
