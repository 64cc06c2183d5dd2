package blueprint.target.terraform;

import blueprint.plan.Json;
import blueprint.plan.Value;
import blueprint.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Changes to how Terraform treats a block.
 *
 * @see <a
 *     href="https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle">Lifecycle</a>
 */
final class PatchedLifecycle {

  static final String NAME = "lifecycle";

  private static final List<String> SWITCHES = List.of("create_before_destroy", "prevent_destroy");
  private static final String IGNORED = "ignore_changes";

  private final PatchedBody.Problems problems;
  private final SchemaBlock schema;

  /**
   * @param schema of the block, whose members can be ignored
   */
  PatchedLifecycle(PatchedBody.Problems problems, SchemaBlock schema) {
    this.problems = problems;
    this.schema = schema;
  }

  Body change(Body body, Json wanted) {
    BodyParts parts = new BodyParts(body);
    if (wanted instanceof Json.Null) {
      return parts.without(NAME);
    }
    if (!(wanted instanceof Json.Mapping mapping)) {
      problems.add(NAME, Optional.of("is a block"), List.of());
      return body;
    }
    Body changed = parts.blocks(NAME).stream().findFirst().orElse(Body.EMPTY);
    for (Map.Entry<String, Json> member : mapping.members().entrySet()) {
      changed = member(new BodyParts(changed), member.getKey(), member.getValue());
    }
    return parts.with(NAME, List.of(changed));
  }

  private Body member(BodyParts parts, String name, Json value) {
    if (value instanceof Json.Null && parts.names().contains(name)) {
      return parts.without(name);
    }
    if (SWITCHES.contains(name) && value instanceof Json.Bool bool) {
      return parts.with(name, Expression.bool(bool.value()));
    }
    if (name.equals(IGNORED) && value instanceof Json.Sequence list) {
      return parts.with(name, ignored(list));
    }
    boolean known = SWITCHES.contains(name) || name.equals(IGNORED);
    String reason =
        known
            ? name.equals(IGNORED) ? "is a list of names" : "is true or false"
            : "is nothing that can be changed here";
    List<String> candidates = new ArrayList<>(SWITCHES);
    candidates.add(IGNORED);
    Optional<String> near = NearestName.of(name, candidates);
    problems.add(
        NAME + "." + name,
        Optional.of(reason),
        known ? List.of() : near.map(List::of).orElse(List.of()));
    return parts.body();
  }

  /** Names stand there without quotes. */
  private Expression ignored(Json.Sequence list) {
    TreeSet<String> members = new TreeSet<>(schema.attributes().keySet());
    members.addAll(schema.blocks().keySet());
    List<Expression> names = new ArrayList<>();
    for (Json item : list.items()) {
      String name = item instanceof Json.Text text ? literal(text.value()) : "";
      if (members.contains(name)) {
        names.add(Expression.reference(name));
      } else {
        problems.add(
            NAME + "." + IGNORED,
            Optional.of("`" + name + "` is nothing that the provider knows"),
            NearestName.of(name, members).map(List::of).orElse(List.of()));
      }
    }
    return Expression.list(names);
  }

  private static String literal(Value value) {
    return value.parts().size() == 1 && value.parts().get(0) instanceof Value.Literal literal
        ? literal.text()
        : "";
  }
}
