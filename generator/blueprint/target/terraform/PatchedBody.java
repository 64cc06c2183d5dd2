package blueprint.target.terraform;

import blueprint.plan.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Changes to a body, as a user writes them. The schema says what is an argument, which is set, and
 * what is a block, which is changed inside; a list replaces all blocks of its name.
 */
final class PatchedBody {

  /** Takes why a change cannot be made. */
  interface Problems {

    /**
     * Takes one.
     *
     * @param reason what is wrong, in words; empty when the name matches nothing
     */
    void add(String path, Optional<String> reason, List<String> candidates);
  }

  private final Problems problems;

  PatchedBody(Problems problems) {
    this.problems = problems;
  }

  /** The changed body of a resource or a data source. */
  Body change(ProviderSchema.Kind kind, SchemaBlock schema, Body body, Json.Mapping wanted) {
    Body changed = body;
    for (Map.Entry<String, Json> member : wanted.members().entrySet()) {
      String name = member.getKey();
      if (name.equals(PatchedLifecycle.NAME)) {
        changed = new PatchedLifecycle(problems, schema).change(changed, member.getValue());
      } else if (MetaArguments.of(kind).contains(name) || name.equals(MetaArguments.DYNAMIC)) {
        refuse(name, "is Terraform's own and cannot be changed here");
      } else {
        changed = member("", schema, changed, name, member.getValue());
      }
    }
    return changed;
  }

  private Body change(String path, SchemaBlock schema, Body body, Json.Mapping wanted) {
    Body changed = body;
    for (Map.Entry<String, Json> member : wanted.members().entrySet()) {
      changed = member(path, schema, changed, member.getKey(), member.getValue());
    }
    return changed;
  }

  private Body member(String path, SchemaBlock schema, Body body, String name, Json value) {
    String here = BodyCheck.inside(path, name);
    BodyParts parts = new BodyParts(body);
    if (!Names.isLabel(name)) {
      refuse(here, "is no name of an attribute");
      return body;
    }
    if (value instanceof Json.Null) {
      if (!parts.names().contains(name)) {
        problems.add(here, Optional.empty(), parts.names().stream().sorted().toList());
      }
      return parts.without(name);
    }
    SchemaBlock.Nested nested = schema.blocks().get(name);
    if (nested != null && value instanceof Json.Mapping mapping) {
      return block(here, nested.block(), parts, name, mapping);
    }
    if (nested != null && value instanceof Json.Sequence list && isBlocks(list)) {
      return blocks(here, nested.block(), parts, name, list);
    }
    if (schema.isSensitive(name)) {
      refuse(here, "is secret, and a blueprint holds no secrets");
      return body;
    }
    return argument(here, parts, name, value);
  }

  private Body block(
      String path, SchemaBlock schema, BodyParts parts, String name, Json.Mapping wanted) {
    List<Body> there = parts.blocks(name);
    if (there.size() > 1) {
      refuse(path, "stands there " + there.size() + " times: write all of them, as a list");
      return parts.body();
    }
    Body before = there.isEmpty() ? Body.EMPTY : there.get(0);
    return parts.with(name, List.of(change(path, schema, before, wanted)));
  }

  private static boolean isBlocks(Json.Sequence list) {
    return list.items().stream().allMatch(Json.Mapping.class::isInstance);
  }

  private Body blocks(
      String path, SchemaBlock schema, BodyParts parts, String name, Json.Sequence list) {
    List<Body> bodies = new ArrayList<>();
    IntStream.range(0, list.items().size())
        .forEach(
            i ->
                bodies.add(
                    change(
                        path + "[" + i + "]",
                        schema,
                        Body.EMPTY,
                        (Json.Mapping) list.items().get(i))));
    return parts.with(name, bodies);
  }

  private Body argument(String path, BodyParts parts, String name, Json value) {
    if (!JsonLowering.isLiteral(value)) {
      refuse(path, "refers to something else, and text stands for itself here");
      return parts.body();
    }
    return parts.with(name, JsonLowering.plain(value));
  }

  private void refuse(String path, String reason) {
    problems.add(path, Optional.of(reason), List.of());
  }
}
