package blueprint.target.terraform;

import blueprint.target.terraform.SchemaBlock.Attribute;
import blueprint.target.terraform.SchemaBlock.Nested;
import blueprint.target.terraform.SchemaProblem.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the body of a block against what may stand in it, and so on inwards. */
final class BodyCheck {

  private final List<SchemaProblem> found;
  private final ValueCheck values;
  private final DynamicCheck dynamics;

  BodyCheck(List<SchemaProblem> found) {
    this.found = found;
    this.values = new ValueCheck(found);
    this.dynamics = new DynamicCheck(found, this, values);
  }

  void check(String path, SchemaBlock block, Map<?, ?> body, Set<String> known) {
    versions(path, block.traits());
    if (!block.listed()) {
      return;
    }
    body.forEach((key, value) -> member(path, block, String.valueOf(key), value, known));
    missing(path, block, body);
  }

  private void member(
      String path, SchemaBlock block, String name, @Nullable Object value, Set<String> known) {
    if (known.contains(name) || name.equals(MetaArguments.COMMENT)) {
      return;
    }
    String here = inside(path, name);
    Attribute attribute = block.attributes().get(name);
    Nested nested = block.blocks().get(name);
    if (name.equals(MetaArguments.DYNAMIC)) {
      dynamics.check(path, block, value);
    } else if (attribute != null) {
      attribute(here, attribute, value);
    } else if (nested != null) {
      nested(here, nested, value);
    } else {
      found.add(Unknown.member(here, name, block));
    }
  }

  private void attribute(String path, Attribute attribute, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (!attribute.settable()) {
      found.add(SchemaProblem.of(Kind.COMPUTED_ONLY, path, "a value", "no value: AWS sets it"));
    } else if (versions(path, attribute.traits())) {
      values.check(path, attribute.type(), value);
    }
  }

  private void nested(String path, Nested nested, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (value instanceof Map<?, ?> body) {
      check(path, nested.block(), body, Set.of());
    } else if (value instanceof List<?> bodies
        && bodies.stream().allMatch(body -> body instanceof Map)) {
      tooMany(path, nested, bodies.size());
      for (int i = 0; i < bodies.size(); i++) {
        if (bodies.get(i) instanceof Map<?, ?> body) {
          check(path + "[" + i + "]", nested.block(), body, Set.of());
        }
      }
    } else {
      found.add(SchemaProblem.of(Kind.BLOCK_EXPECTED, path, ValueCheck.inWords(value), "block"));
    }
  }

  private void tooMany(String path, Nested nested, int count) {
    if (count > nested.max()) {
      String most = "at most " + nested.max();
      found.add(SchemaProblem.of(Kind.TOO_MANY_BLOCKS, path, String.valueOf(count), most));
    }
  }

  /** Reports a member that not both versions take, or that is on its way out; true to go on. */
  private boolean versions(String path, Set<SchemaTrait> traits) {
    if (traits.contains(SchemaTrait.ONLY_V5)) {
      found.add(SchemaProblem.of(Kind.ONLY_IN_V5, path, "removed in 6", "valid in 5.100 and 6"));
      return false;
    }
    if (traits.contains(SchemaTrait.ONLY_V6)) {
      found.add(SchemaProblem.of(Kind.ONLY_IN_V6, path, "new in 6", "valid in 5.100 and 6"));
      return false;
    }
    if (traits.contains(SchemaTrait.DEPRECATED)) {
      found.add(SchemaProblem.of(Kind.DEPRECATED, path, "deprecated", "its replacement"));
    }
    return true;
  }

  private void missing(String path, SchemaBlock block, Map<?, ?> body) {
    block.attributes().keySet().stream()
        .sorted()
        .forEach(
            name -> {
              Attribute attribute = block.attributes().get(name);
              if (attribute != null && isMissing(attribute, body.get(name))) {
                String type = attribute.type().inWords();
                found.add(
                    SchemaProblem.of(Kind.MISSING_REQUIRED, inside(path, name), "nothing", type));
              }
            });
    block.blocks().keySet().stream()
        .sorted()
        .forEach(
            name -> {
              Nested nested = block.blocks().get(name);
              if (nested != null && !DynamicCheck.makes(name, body)) {
                tooFew(inside(path, name), nested, count(body.get(name)));
              }
            });
  }

  private static boolean isMissing(Attribute attribute, @Nullable Object value) {
    return value == null
        && attribute.required()
        && !attribute.traits().contains(SchemaTrait.ONLY_V5)
        && !attribute.traits().contains(SchemaTrait.ONLY_V6);
  }

  private void tooFew(String path, Nested nested, int count) {
    if (count < nested.min()) {
      String least = "at least " + nested.min();
      found.add(SchemaProblem.of(Kind.TOO_FEW_BLOCKS, path, String.valueOf(count), least));
    }
  }

  /** How many blocks a value yields. A value that is no block has its own problem already. */
  private static int count(@Nullable Object value) {
    return value instanceof List<?> bodies ? bodies.size() : value == null ? 0 : Integer.MAX_VALUE;
  }

  static String inside(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
