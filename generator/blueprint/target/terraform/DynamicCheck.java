package blueprint.target.terraform;

import blueprint.target.terraform.SchemaBlock.Attribute;
import blueprint.target.terraform.SchemaBlock.Nested;
import blueprint.target.terraform.SchemaProblem.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds {@code dynamic} blocks against what may stand around them. How many there will be is known
 * to Terraform only, so they are not counted.
 *
 * @see <a
 *     href="https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks">Dynamic
 *     blocks</a>
 */
final class DynamicCheck {

  private final List<SchemaProblem> found;
  private final BodyCheck bodies;
  private final ValueCheck values;

  DynamicCheck(List<SchemaProblem> found, BodyCheck bodies, ValueCheck values) {
    this.found = found;
    this.bodies = bodies;
    this.values = values;
  }

  /** Whether a body has a {@code dynamic} that makes blocks of this name. */
  static boolean makes(String name, Map<?, ?> body) {
    Object dynamic = body.get(MetaArguments.DYNAMIC);
    return dynamic instanceof Map<?, ?> labels
        ? labels.containsKey(name)
        : dynamic instanceof List<?> several
            && several.stream()
                .anyMatch(one -> one instanceof Map<?, ?> labels && labels.containsKey(name));
  }

  /** Checks a map from block name to {@code for_each} and {@code content}, or a list of those. */
  void check(String path, SchemaBlock around, @Nullable Object dynamic) {
    String here = BodyCheck.inside(path, MetaArguments.DYNAMIC);
    if (dynamic instanceof List<?> several) {
      several.forEach(one -> labels(here, around, one));
    } else {
      labels(here, around, dynamic);
    }
  }

  private void labels(String path, SchemaBlock around, @Nullable Object dynamic) {
    if (dynamic instanceof Map<?, ?> labels) {
      labels.forEach((name, value) -> label(path, around, String.valueOf(name), value));
    } else {
      found.add(SchemaProblem.of(Kind.BLOCK_EXPECTED, path, ValueCheck.inWords(dynamic), "block"));
    }
  }

  private void label(String path, SchemaBlock around, String name, @Nullable Object value) {
    String here = path + "." + name;
    Nested nested = around.blocks().get(name);
    Attribute attribute = around.attributes().get(name);
    if (nested != null) {
      contents(here, value, (at, content) -> bodies.check(at, nested.block(), content, Set.of()));
    } else if (attribute != null && attribute.type().isBlockLike()) {
      SchemaType type = attribute.type().held();
      contents(here, value, (at, content) -> values.check(at, type, content));
    } else {
      found.add(Unknown.member(here, name, around.blocks().keySet()));
    }
  }

  private interface ContentCheck {
    void check(String path, Map<?, ?> content);
  }

  private void contents(String path, @Nullable Object value, ContentCheck check) {
    List<?> several = value instanceof List<?> list ? list : List.of(value == null ? "" : value);
    for (Object one : several) {
      String at = path + ".content";
      Object content = one instanceof Map<?, ?> dynamic ? dynamic.get("content") : null;
      if (content instanceof Map<?, ?> body) {
        check.check(at, body);
      } else {
        String got = ValueCheck.inWords(content);
        found.add(SchemaProblem.of(Kind.BLOCK_EXPECTED, at, got, "block"));
      }
    }
  }
}
