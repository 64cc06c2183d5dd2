package blueprint.target.terraform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands between a block's braces, in order. Immutable: each method answers a longer body.
 *
 * <p>A blank line is put around nested blocks; others are asked for with {@link #line}.
 */
public record Body(List<Element> elements) {

  /** An empty body. */
  public static final Body EMPTY = new Body(List.of());

  public Body {
    elements = List.copyOf(elements);
    requireDistinct(elements);
  }

  /** One thing in a body. */
  public sealed interface Element {}

  /** {@code name = value}. */
  public record Attribute(String name, Expression value) implements Element {
    public Attribute {
      Names.requireLabel(name);
    }
  }

  /** A block in the block; only few kinds, such as {@code backend "s3"}, have a label. */
  public record Nested(String name, Optional<String> label, Body body) implements Element {
    public Nested {
      Names.requireLabel(name);
      label.ifPresent(Names::requireLabel);
    }
  }

  /** A line of comment, with its {@code #}. */
  public record Comment(String text) implements Element {
    public Comment {
      Names.requireComment(text);
    }
  }

  /** A blank line. */
  public record Blank() implements Element {}

  /** Sets an attribute. */
  public Body set(String name, Expression value) {
    return with(new Attribute(name, value));
  }

  /** Sets an attribute to text, which is escaped. */
  public Body set(String name, String text) {
    return set(name, Expression.text(text));
  }

  /** Sets an attribute to a whole number. */
  public Body set(String name, long value) {
    return set(name, Expression.number(value));
  }

  /** Sets an attribute to true or false. */
  public Body set(String name, boolean value) {
    return set(name, Expression.bool(value));
  }

  /** Opens a nested block. */
  public Body block(String name, Body body) {
    return with(new Nested(name, Optional.empty(), body));
  }

  /** Opens a nested block with a label. */
  public Body block(String name, String label, Body body) {
    return with(new Nested(name, Optional.of(label), body));
  }

  /** Writes a comment: one line, without user's text. */
  public Body note(String text) {
    return with(new Comment("# " + text));
  }

  /**
   * Tells checkov that a finding is accepted.
   *
   * @param check its name, as {@code CKV_AWS_158}
   * @param reason one short line
   */
  public Body skip(String check, String reason) {
    Names.requireLabel(check);
    return with(new Comment("#checkov:skip=" + check + ":" + reason));
  }

  /** Leaves a blank line. */
  public Body line() {
    return with(new Blank());
  }

  /** Goes on with all of another body. */
  public Body with(Body more) {
    List<Element> all = new ArrayList<>(elements);
    all.addAll(more.elements);
    return new Body(all);
  }

  private Body with(Element element) {
    List<Element> all = new ArrayList<>(elements);
    all.add(element);
    return new Body(all);
  }

  private static void requireDistinct(List<Element> elements) {
    Set<String> attributes = new HashSet<>();
    Set<String> blocks = new HashSet<>();
    for (Element element : elements) {
      if (element instanceof Attribute attribute && !attributes.add(attribute.name())) {
        throw new IllegalArgumentException("set twice: " + attribute.name());
      }
      if (element instanceof Nested nested) {
        boolean first = blocks.add(nested.name());
        if (!first && nested.label().isPresent()) {
          throw new IllegalArgumentException("opened twice: " + nested.name());
        }
      }
    }
    attributes.retainAll(blocks);
    if (!attributes.isEmpty()) {
      throw new IllegalArgumentException("both set and opened: " + attributes);
    }
  }
}
