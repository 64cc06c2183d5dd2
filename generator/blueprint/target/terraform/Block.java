package blueprint.target.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A block of a Terraform file. Immutable: each method answers a longer block.
 *
 * @param kind what it declares
 * @param labels as many as its kind has
 * @param trace where in the blueprint it comes from; the first line above it
 * @param comment further lines above it, without {@code #}
 * @param body what stands between the braces
 */
public record Block(Kind kind, List<String> labels, Trace trace, List<String> comment, Body body) {

  /** The kinds of blocks, and how many labels each has. */
  public enum Kind {
    TERRAFORM(0),
    PROVIDER(1),
    VARIABLE(1),
    LOCALS(0),
    DATA(2),
    RESOURCE(2),
    EPHEMERAL(2),
    OUTPUT(1);

    private final int labels;

    Kind(int labels) {
      this.labels = labels;
    }

    /** The word that opens the block. */
    public String keyword() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public Block {
    labels = List.copyOf(labels);
    comment = List.copyOf(comment);
    labels.forEach(Names::requireLabel);
    trace.line().forEach(Names::requireComment);
    comment.forEach(Names::requireComment);
    if (labels.size() != kind.labels) {
      throw new IllegalArgumentException(kind.keyword() + " with labels " + labels);
    }
    boolean nests = body.elements().stream().anyMatch(Body.Nested.class::isInstance);
    if (kind == Kind.LOCALS && nests) {
      throw new IllegalArgumentException("locals are attributes");
    }
  }

  /** {@code resource "type" "name"}. */
  public static Block resource(String type, String name) {
    return of(Kind.RESOURCE, type, name);
  }

  /** {@code data "type" "name"}. */
  public static Block data(String type, String name) {
    return of(Kind.DATA, type, name);
  }

  /** {@code ephemeral "type" "name"}: never written to state or plan. */
  public static Block ephemeral(String type, String name) {
    return of(Kind.EPHEMERAL, type, name);
  }

  /** {@code variable "name"}. */
  public static Block variable(String name) {
    return of(Kind.VARIABLE, name);
  }

  /** {@code output "name"}. */
  public static Block output(String name) {
    return of(Kind.OUTPUT, name);
  }

  /** {@code locals}: a file may have several, with different names in them. */
  public static Block locals() {
    return of(Kind.LOCALS);
  }

  /** {@code provider "name"}. */
  public static Block provider(String name) {
    return of(Kind.PROVIDER, name);
  }

  /** {@code terraform}. */
  public static Block terraform() {
    return of(Kind.TERRAFORM);
  }

  private static Block of(Kind kind, String... labels) {
    return new Block(kind, List.of(labels), Trace.NONE, List.of(), Body.EMPTY);
  }

  /** Names the place in the blueprint that asks for the block. */
  public Block from(String path) {
    return from(List.of(path), "");
  }

  /** Names the place in the blueprint that asks for the block, and says something about it. */
  public Block from(String path, String why) {
    return from(List.of(path), why);
  }

  /** Names the places in the blueprint that ask for the block. */
  public Block from(List<String> paths, String why) {
    return new Block(kind, labels, new Trace(paths, why, trace.reads()), comment, body);
  }

  /** Names further places whose values stand in the block; nothing shows them. */
  public Block reads(String... paths) {
    return new Block(kind, labels, trace.reading(List.of(paths)), comment, body);
  }

  /** As {@link #reads(String...)}, for the keys below one place. */
  public Block readsOf(String path, String... keys) {
    return reads(List.of(keys).stream().map(key -> path + "." + key).toArray(String[]::new));
  }

  /** Adds a line of comment above. */
  public Block comment(String line) {
    List<String> lines = new ArrayList<>(comment);
    lines.add(line);
    return new Block(kind, labels, trace, lines, body);
  }

  /** The same with another body. */
  public Block with(Body changed) {
    return new Block(kind, labels, trace, comment, changed);
  }

  /** As {@link Body#set(String, Expression)}. */
  public Block set(String name, Expression value) {
    return with(body.set(name, value));
  }

  /** As {@link Body#set(String, String)}. */
  public Block set(String name, String text) {
    return with(body.set(name, text));
  }

  /** As {@link Body#set(String, long)}. */
  public Block set(String name, long value) {
    return with(body.set(name, value));
  }

  /** As {@link Body#set(String, boolean)}. */
  public Block set(String name, boolean value) {
    return with(body.set(name, value));
  }

  /** As {@link Body#block(String, Body)}. */
  public Block block(String name, Body nested) {
    return with(body.block(name, nested));
  }

  /** As {@link Body#block(String, String, Body)}. */
  public Block block(String name, String label, Body nested) {
    return with(body.block(name, label, nested));
  }

  /** As {@link Body#note}. */
  public Block note(String text) {
    return with(body.note(text));
  }

  /** As {@link Body#skip}. */
  public Block skip(String check, String reason) {
    return with(body.skip(check, reason));
  }

  /** As {@link Body#line}. */
  public Block line() {
    return with(body.line());
  }

  /** What Terraform calls the block in its messages: {@code aws_lb.front}, {@code local.zones}. */
  List<String> names() {
    return switch (kind) {
      case TERRAFORM -> List.of();
      case LOCALS -> addresses().toList();
      case RESOURCE -> List.of(String.join(".", labels));
      case VARIABLE -> List.of("var." + labels.get(0));
      case PROVIDER, DATA, EPHEMERAL, OUTPUT ->
          List.of(kind.keyword() + "." + String.join(".", labels));
    };
  }

  /** The names under which the block can be referred to; each is given once in a model. */
  Stream<String> addresses() {
    if (kind == Kind.LOCALS) {
      return body.elements().stream()
          .filter(Body.Attribute.class::isInstance)
          .map(element -> "local." + ((Body.Attribute) element).name());
    }
    return Stream.of(
        String.join(".", Stream.concat(Stream.of(kind.keyword()), labels.stream()).toList()));
  }
}
