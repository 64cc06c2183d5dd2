package blueprint.target.terraform;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Terraform type constraint, such as {@code map(string)}.
 *
 * @param element what a list, set or map holds; null for the other shapes
 * @param fields what an object holds; empty for the other shapes
 * @see <a
 *     href="https://developer.hashicorp.com/terraform/language/expressions/type-constraints">Type
 *     constraints</a>
 */
record SchemaType(Shape shape, @Nullable SchemaType element, Map<String, SchemaType> fields) {

  enum Shape {
    ANY,
    STRING,
    NUMBER,
    BOOL,
    LIST,
    SET,
    MAP,
    OBJECT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static SchemaType simple(Shape shape) {
    return new SchemaType(shape, null, Map.of());
  }

  static SchemaType of(Shape shape, SchemaType element) {
    return new SchemaType(shape, element, Map.of());
  }

  static SchemaType object(Map<String, SchemaType> fields) {
    return new SchemaType(Shape.OBJECT, null, fields);
  }

  /** What a list, set or map holds. */
  SchemaType held() {
    return Objects.requireNonNull(element);
  }

  /** Whether Terraform also takes this attribute written as blocks, as in a security group. */
  boolean isBlockLike() {
    return isSequence() && held().shape() == Shape.OBJECT;
  }

  boolean isSequence() {
    return shape == Shape.LIST || shape == Shape.SET;
  }

  /** Whether an object or a map may stand anywhere in a value of this type. */
  boolean takesObjects() {
    return switch (shape) {
      case STRING, NUMBER, BOOL -> false;
      case ANY, MAP, OBJECT -> true;
      case LIST, SET -> held().takesObjects();
    };
  }

  /** As people say it: {@code list of strings}, {@code object}. */
  String inWords() {
    return switch (shape) {
      case ANY -> "any value";
      case LIST, SET -> shape.word() + " of " + held().inWords() + "s";
      case MAP -> "map of " + held().inWords() + "s";
      default -> shape.word();
    };
  }
}
