package blueprint.target.terraform;

import blueprint.target.terraform.SchemaBlock.Attribute;
import blueprint.target.terraform.SchemaBlock.Nested;
import blueprint.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words the problem of a name that a body does not have. */
final class Unknown {

  private Unknown() {}

  /** A name in a body: the nearest settable one is suggested, or else its place further inside. */
  static SchemaProblem member(String path, String name, SchemaBlock block) {
    List<String> names = new ArrayList<>(block.blocks().keySet());
    block
        .attributes()
        .forEach(
            (other, attribute) -> {
              if (isAdvisable(attribute)) {
                names.add(other);
              }
            });
    SchemaProblem near = member(path, name, names);
    Optional<String> inside = inside(name, block);
    return near.suggestion().isPresent() || inside.isEmpty()
        ? near
        : new SchemaProblem(near.kind(), path, name, near.expected(), inside);
  }

  /** A name where only these are known. */
  static SchemaProblem member(String path, String name, Collection<String> names) {
    return new SchemaProblem(
        SchemaProblem.Kind.UNKNOWN_ATTRIBUTE,
        path,
        name,
        "an argument or a block that the provider knows",
        NearestName.of(name, names));
  }

  private static boolean isAdvisable(Attribute attribute) {
    return attribute.settable()
        && !attribute.traits().contains(SchemaTrait.ONLY_V5)
        && !attribute.traits().contains(SchemaTrait.ONLY_V6);
  }

  /** The place of a name one level further in; blocks that stand once come first. */
  private static Optional<String> inside(String name, SchemaBlock block) {
    return block.blocks().entrySet().stream()
        .filter(nested -> has(name, nested.getValue().block()))
        .min(
            Comparator.comparingInt((Map.Entry<String, Nested> nested) -> nested.getValue().max())
                .thenComparing(Map.Entry::getKey))
        .map(nested -> nested.getKey() + "." + name);
  }

  private static boolean has(String name, SchemaBlock block) {
    Attribute attribute = block.attributes().get(name);
    return attribute != null && isAdvisable(attribute);
  }
}
