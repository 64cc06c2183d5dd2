package blueprint.target.terraform;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The value of an attribute.
 *
 * <p>Text of the user may enter through {@link Text}, {@link Template} and an object's keys only:
 * those are escaped. {@link Code} is written as it is and comes from the compiler alone.
 */
public sealed interface Expression {

  /** How a list or an object is laid out. */
  enum Layout {
    /** On one line if it is short and plain. */
    AUTO,
    /** On one line. */
    INLINE,
    /** One entry a line. */
    LINES
  }

  /** Text, escaped when written. */
  record Text(String text) implements Expression {}

  /**
   * A string made of text and code.
   *
   * @param parts {@link Text} and {@link Code}, at least one
   */
  record Template(List<Expression> parts) implements Expression {
    public Template {
      parts = List.copyOf(parts);
      if (parts.isEmpty()
          || !parts.stream().allMatch(p -> p instanceof Text || p instanceof Code)) {
        throw new IllegalArgumentException("a template is made of text and code: " + parts);
      }
    }
  }

  /** HCL as it is: one expression, on one line or with its brackets closed on later lines. */
  record Code(String code) implements Expression {}

  /** A number. */
  record Numeric(BigDecimal value) implements Expression {}

  /** True or false. */
  record Bool(boolean value) implements Expression {}

  /** A list. */
  record Items(List<Expression> items, Layout layout) implements Expression {
    public Items {
      items = List.copyOf(items);
    }

    /** The same on one line, however long. */
    public Items inline() {
      return new Items(items, Layout.INLINE);
    }

    /** The same with one item a line. */
    public Items lines() {
      return new Items(items, Layout.LINES);
    }
  }

  /** An object; its members keep their order. */
  record Members(Map<String, Expression> members, Layout layout) implements Expression {
    public Members {
      members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
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
      return new Members(more, layout);
    }

    /** The same with a further member that is text. */
    public Members with(String key, String text) {
      return with(key, text(text));
    }

    /** The same on one line, however long. */
    public Members inline() {
      return new Members(members, Layout.INLINE);
    }

    /** The same with one member a line. */
    public Members lines() {
      return new Members(members, Layout.LINES);
    }
  }

  /**
   * A function's call.
   *
   * @param function its name
   */
  record Call(String function, List<Expression> arguments) implements Expression {
    public Call {
      Names.requireLabel(function);
      arguments = List.copyOf(arguments);
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

  /** True or false. */
  static Bool bool(boolean value) {
    return new Bool(value);
  }

  /** {@code null}: as if the attribute were not written. */
  static Code nothing() {
    return new Code("null");
  }

  /**
   * An address with or without what follows it: {@code aws_vpc.main.id}, {@code
   * aws_subnet.lb["a"].id}.
   *
   * @throws IllegalArgumentException at anything else
   */
  static Code reference(String address) {
    return new Code(Names.requireReference(address));
  }

  /**
   * Any expression, written by the compiler: never with text of the user in it.
   *
   * @throws IllegalArgumentException if brackets or quotes are left open, or if it holds a line
   *     break
   */
  static Code code(String hcl) {
    return new Code(Names.requireExpression(hcl));
  }

  /** A string made of parts: a {@code String} is text, the others are {@link Code}. */
  static Template template(Object... parts) {
    List<Expression> all = new ArrayList<>();
    for (Object part : parts) {
      all.add(part instanceof String text ? text(text) : (Code) part);
    }
    return new Template(all);
  }

  /** A list. */
  static Items list(Expression... items) {
    return new Items(List.of(items), Layout.AUTO);
  }

  /** A list of text. */
  static Items list(String... items) {
    return new Items(Arrays.stream(items).<Expression>map(Text::new).toList(), Layout.AUTO);
  }

  /** A list. */
  static Items list(List<? extends Expression> items) {
    return new Items(List.copyOf(items), Layout.AUTO);
  }

  /** An object without members yet. */
  static Members object() {
    return new Members(Map.of(), Layout.AUTO);
  }

  /** A function's call. */
  static Call call(String function, Expression... arguments) {
    return new Call(function, List.of(arguments));
  }
}
