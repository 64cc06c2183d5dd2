package blueprint.target.cloudformation;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A value in a template: JSON, and CloudFormation's functions.
 *
 * <p>Text of the user may stand in {@link Text}, in what {@link Join} joins, and in the keys of an
 * object only: none of them is searched for references. {@link Sub} is for the compiler's own.
 */
public sealed interface Expression {

  /** Text that stands for itself. */
  record Text(String text) implements Expression {}

  /** A number. */
  record Numeric(BigDecimal value) implements Expression {}

  /** True or false. */
  record Bool(boolean value) implements Expression {}

  /** A list. */
  record Items(List<Expression> items) implements Expression {
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * An object; its members keep their order.
   *
   * @param notes comments above members, by their keys
   */
  record Members(Map<String, Expression> members, Map<String, String> notes) implements Expression {
    public Members {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
      notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
      notes.values().forEach(LogicalIds::requireComment);
    }

    /**
     * The same with a further member.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public Members with(String key, Expression value) {
      Map<String, Expression> more = new LinkedHashMap<>(members);
      if (more.put(key, value) != null) {
        throw new IllegalArgumentException("two members named " + key);
      }
      return new Members(more, notes);
    }

    /** The same with a further member that is text. */
    public Members with(String key, String text) {
      return with(key, text(text));
    }

    /** The same with a further member that is a whole number. */
    public Members with(String key, long value) {
      return with(key, number(value));
    }

    /** The same with a further member that is true or false. */
    public Members with(String key, boolean value) {
      return with(key, bool(value));
    }

    /** The same with a comment of one line above a member that it has. */
    public Members noting(String key, String note) {
      Map<String, String> more = new LinkedHashMap<>(notes);
      more.put(key, note);
      return new Members(members, more);
    }
  }

  /** What a parameter holds, or what a resource is called: {@code !Ref}. */
  record Ref(String id) implements Expression {
    public Ref {
      LogicalIds.requireReferable(id);
    }
  }

  /** An attribute of a resource: {@code !GetAtt}. */
  record GetAtt(String id, String attribute) implements Expression {
    public GetAtt {
      LogicalIds.requireId(id);
    }
  }

  /**
   * Text of the compiler with references in it: {@code !Sub}.
   *
   * @param parts {@link Text}, {@link Ref} and {@link GetAtt}
   */
  record Sub(List<Expression> parts) implements Expression {
    public Sub {
      parts = List.copyOf(parts);
      parts.forEach(Sub::written);
    }

    /** As it is written: what looks like a reference in text is escaped. */
    String template() {
      return parts.stream().map(Sub::written).collect(Collectors.joining());
    }

    private static String written(Expression part) {
      if (part instanceof Text text) {
        return text.text().replace("${", "${!");
      } else if (part instanceof Ref ref) {
        return "${" + ref.id() + "}";
      } else if (part instanceof GetAtt attribute) {
        return "${" + attribute.id() + "." + attribute.attribute() + "}";
      }
      throw new IllegalArgumentException("not to be substituted: " + part);
    }
  }

  /** Text made of parts, with a delimiter between them: {@code !Join}. */
  record Join(String delimiter, List<Expression> parts) implements Expression {
    public Join {
      parts = List.copyOf(parts);
    }
  }

  /** Another function. */
  record Call(Function function, Expression argument) implements Expression {}

  /** The functions of which {@link Call} makes use. */
  enum Function {
    AND("And"),
    BASE64("Base64"),
    CIDR("Cidr"),
    EQUALS("Equals"),
    GET_AZS("GetAZs"),
    IF("If"),
    NOT("Not"),
    OR("Or"),
    SELECT("Select"),
    SPLIT("Split");

    private final String word;

    Function(String word) {
      this.word = word;
    }

    /** Without {@code Fn::} and {@code !}. */
    public String word() {
      return word;
    }
  }

  /** Text. */
  static Text text(String text) {
    return new Text(text);
  }

  /** A whole number. */
  static Numeric number(long value) {
    return new Numeric(BigDecimal.valueOf(value));
  }

  /** A whole number as text, which is how CloudFormation takes some of them. */
  static Text digits(long value) {
    return new Text(Long.toString(value));
  }

  /** True or false. */
  static Bool bool(boolean value) {
    return new Bool(value);
  }

  /** A list. */
  static Items list(Expression... items) {
    return new Items(List.of(items));
  }

  /** A list of text. */
  static Items list(String... items) {
    return new Items(Arrays.stream(items).<Expression>map(Text::new).toList());
  }

  /** A list. */
  static Items list(List<? extends Expression> items) {
    return new Items(List.copyOf(items));
  }

  /** An object without members yet. */
  static Members object() {
    return new Members(Map.of(), Map.of());
  }

  /** {@code !Ref}. */
  static Ref ref(String id) {
    return new Ref(id);
  }

  /** {@code !GetAtt}. */
  static GetAtt attribute(String id, String attribute) {
    return new GetAtt(id, attribute);
  }

  /** {@code !Sub} of parts: a {@code String} is text of the compiler, the others are references. */
  static Sub sub(Object... parts) {
    return new Sub(
        Arrays.stream(parts)
            .map(part -> part instanceof String text ? text(text) : (Expression) part)
            .toList());
  }

  /** {@code !Join} with nothing between the parts. */
  static Join join(Expression... parts) {
    return new Join("", List.of(parts));
  }

  /** {@code !Select} of an item by its number from 0. */
  static Call select(long index, Expression list) {
    return new Call(Function.SELECT, list(number(index), list));
  }

  /** {@code !If} of a condition. */
  static Call when(String condition, Expression then, Expression otherwise) {
    return new Call(Function.IF, list(text(condition), then, otherwise));
  }

  /** {@code !Ref AWS::NoValue}: as if the property were not written. */
  static Ref nothing() {
    return ref("AWS::NoValue");
  }

  /** Visits an expression and all in it. */
  static void walk(Expression expression, Consumer<Expression> visitor) {
    visitor.accept(expression);
    if (expression instanceof Items list) {
      list.items().forEach(item -> walk(item, visitor));
    } else if (expression instanceof Members object) {
      object.members().values().forEach(member -> walk(member, visitor));
    } else if (expression instanceof Sub sub) {
      sub.parts().forEach(part -> walk(part, visitor));
    } else if (expression instanceof Join join) {
      join.parts().forEach(part -> walk(part, visitor));
    } else if (expression instanceof Call call) {
      walk(call.argument(), visitor);
    }
  }
}
