package blueprint.target.cloudformation;

import blueprint.target.cloudformation.Expression.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One resource. Immutable: each method answers a changed one.
 *
 * @param id its logical id
 * @param type as {@code AWS::EC2::VPC}
 * @param trace where it comes from
 * @param comment further lines above it, without {@code #}
 * @param skips the findings of scanners that are accepted
 * @param attributes what stands beside its properties: {@code DependsOn}, {@code DeletionPolicy}
 */
public record Resource(
    String id,
    String type,
    Trace trace,
    List<String> comment,
    List<Skip> skips,
    Members attributes,
    Members properties) {

  private static final Pattern TYPE = Pattern.compile("AWS(::[A-Za-z0-9]+){2}");

  /**
   * A finding that is accepted.
   *
   * @param check its name, as {@code CKV_AWS_158} or {@code AwsSolutions-RDS3}
   * @param reason one short line
   */
  public record Skip(String check, String reason) {
    public Skip {
      LogicalIds.requireComment(check + reason);
    }

    /** As a comment, without {@code #}. */
    String comment() {
      String scanner = check.startsWith("CKV") ? "checkov" : "cdk-nag";
      return scanner + ":skip=" + check + ":" + reason;
    }
  }

  public Resource {
    LogicalIds.requireId(id);
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException("no type: " + type);
    }
    trace.line().forEach(LogicalIds::requireComment);
    comment.forEach(LogicalIds::requireComment);
    comment = List.copyOf(comment);
    skips = List.copyOf(skips);
  }

  /** A resource without properties yet. */
  public static Resource of(String id, String type) {
    return new Resource(
        id, type, Trace.NONE, List.of(), List.of(), Expression.object(), Expression.object());
  }

  /** Names the place in the blueprint that asks for it. */
  public Resource from(String path) {
    return from(List.of(path), "");
  }

  /** Names the place in the blueprint that asks for it, and says something about it. */
  public Resource from(String path, String why) {
    return from(List.of(path), why);
  }

  /** Names the places in the blueprint that ask for it. */
  public Resource from(List<String> paths, String why) {
    Trace from = new Trace(paths, why, trace.reads());
    return new Resource(id, type, from, comment, skips, attributes, properties);
  }

  /** Names further places whose values stand in it; nothing shows them. */
  public Resource reads(String... paths) {
    Trace more = trace.reading(List.of(paths));
    return new Resource(id, type, more, comment, skips, attributes, properties);
  }

  /** As {@link #reads(String...)}, for the keys below one place. */
  public Resource readsOf(String path, String... keys) {
    return reads(List.of(keys).stream().map(key -> path + "." + key).toArray(String[]::new));
  }

  /** Adds a line of comment above. */
  public Resource comment(String line) {
    List<String> lines = new ArrayList<>(comment);
    lines.add(line);
    return new Resource(id, type, trace, lines, skips, attributes, properties);
  }

  /** Tells a scanner that a finding is accepted. */
  public Resource skip(String check, String reason) {
    List<Skip> more = new ArrayList<>(skips);
    more.add(new Skip(check, reason));
    return new Resource(id, type, trace, comment, more, attributes, properties);
  }

  /** Sets what stands beside the properties. */
  public Resource attribute(String name, Expression value) {
    Members more = attributes.with(name, value);
    return new Resource(id, type, trace, comment, skips, more, properties);
  }

  /** Says what has to be there before it; without ids nothing is written. */
  public Resource dependsOn(List<String> ids) {
    return switch (ids.size()) {
      case 0 -> this;
      case 1 -> attribute("DependsOn", Expression.text(ids.get(0)));
      default ->
          attribute("DependsOn", Expression.list(ids.stream().sorted().toArray(String[]::new)));
    };
  }

  /** Sets a property. */
  public Resource set(String name, Expression value) {
    return with(properties.with(name, value));
  }

  /** Sets a property to text. */
  public Resource set(String name, String text) {
    return set(name, Expression.text(text));
  }

  /** Sets a property to a whole number. */
  public Resource set(String name, long value) {
    return set(name, Expression.number(value));
  }

  /** Sets a property to true or false. */
  public Resource set(String name, boolean value) {
    return set(name, Expression.bool(value));
  }

  /** Writes a comment of one line above a property that it has. */
  public Resource noting(String name, String note) {
    return with(properties.noting(name, note));
  }

  /** The same with something else beside the properties. */
  Resource withAttributes(Members changed) {
    return new Resource(id, type, trace, comment, skips, changed, properties);
  }

  /** The same with other properties. */
  public Resource with(Members changed) {
    return new Resource(id, type, trace, comment, skips, attributes, changed);
  }
}
