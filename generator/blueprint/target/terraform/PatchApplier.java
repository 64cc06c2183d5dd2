package blueprint.target.terraform;

import blueprint.plan.Json;
import blueprint.plan.Plan;
import blueprint.plan.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the changes that a blueprint wants beyond the language: whole blocks, or attributes of one.
 */
final class PatchApplier {

  private final Plan plan;
  private final List<PatchProblem> problems = new ArrayList<>();
  private final Set<String> patched = new HashSet<>();

  PatchApplier(Plan plan) {
    this.plan = plan;
  }

  /** The changed model; what could not be done stands in {@link #problems}. */
  TerraformModel apply(TerraformModel model) {
    TerraformModel changed = model;
    for (int i = 0; i < plan.patches().size(); i++) {
      changed = apply(changed, i, plan.patches().get(i));
    }
    return changed;
  }

  List<PatchProblem> problems() {
    return problems;
  }

  /** The number of the patch that changed a block, if one did. */
  Optional<Integer> patchOf(Block block) {
    for (int i = 0; i < plan.patches().size(); i++) {
      if (plan.patches().get(i).address().equals(address(block))
          && patched.contains(address(block))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** How users name a block: {@code aws_lb.lb}, {@code data.aws_ami.base}. */
  static String address(Block block) {
    String name = String.join(".", block.labels());
    return switch (block.kind()) {
      case RESOURCE -> name;
      case DATA -> "data." + name;
      default -> "";
    };
  }

  private TerraformModel apply(TerraformModel model, int number, Plan.Patch patch) {
    List<String> addresses =
        model.blocks().stream().map(PatchApplier::address).filter(a -> !a.isEmpty()).toList();
    if (!addresses.contains(patch.address())) {
      problems.add(new PatchProblem(number, "", Optional.empty(), addresses));
      return model;
    }
    if (patch.attributes().isEmpty()) {
      return remove(model, number, patch.address());
    }
    patched.add(patch.address());
    return model.map(
        block ->
            address(block).equals(patch.address())
                ? change(block, number, patch.attributes().get())
                : block);
  }

  /** Takes a block out, and out of what others wait for; what needs it more keeps it. */
  private TerraformModel remove(TerraformModel model, int number, String address) {
    Mentions mentions = new Mentions(address);
    TerraformModel left =
        new TerraformModel(
            model.files().stream()
                .map(file -> new TerraformModel.File(file.name(), without(file.blocks(), address)))
                .filter(file -> !file.blocks().isEmpty())
                .toList());
    TerraformModel changed = left.map(mentions::withoutWaiting);
    List<String> needed =
        changed.blocks().stream().filter(mentions::in).map(PatchApplier::title).toList();
    if (needed.isEmpty()) {
      return changed;
    }
    String reason = "cannot be removed while " + String.join(", ", needed) + " refers to it";
    problems.add(new PatchProblem(number, "", Optional.of(reason), List.of()));
    return model;
  }

  private static List<Block> without(List<Block> blocks, String address) {
    return blocks.stream().filter(block -> !address(block).equals(address)).toList();
  }

  private static String title(Block block) {
    String address = address(block);
    return "`" + (address.isEmpty() ? block.kind().keyword() : address) + "`";
  }

  private Block change(Block block, int number, Json.Mapping attributes) {
    Block changed = block.comment("changed by overrides.terraform");
    for (Map.Entry<String, Json> attribute : attributes.members().entrySet()) {
      changed =
          changed.with(change(changed.body(), number, attribute.getKey(), attribute.getValue()));
    }
    return changed;
  }

  private Body change(Body body, int number, String name, Json value) {
    boolean there = names(body).contains(name);
    if (value instanceof Json.Null && !there) {
      problems.add(
          new PatchProblem(number, name, Optional.empty(), names(body).stream().sorted().toList()));
      return body;
    }
    if (!name.matches("[a-z_][a-z0-9_]*")) {
      problems.add(
          new PatchProblem(number, name, Optional.of("is no name of an attribute"), List.of()));
      return body;
    }
    List<Body.Element> elements = new ArrayList<>();
    boolean done = false;
    for (Body.Element element : body.elements()) {
      if (!name(element).filter(name::equals).isPresent()) {
        elements.add(element);
      } else if (!done && !(value instanceof Json.Null)) {
        elements.addAll(elements(element instanceof Body.Nested, name, value));
        done = true;
      }
    }
    if (!there) {
      elements.addAll(elements(false, name, value));
    }
    return new Body(elements);
  }

  /** A block's content replaces a block; anything else is an attribute. */
  private static List<Body.Element> elements(boolean nested, String name, Json value) {
    if (nested && value instanceof Json.Mapping mapping) {
      return List.of(new Body.Nested(name, Optional.empty(), body(mapping)));
    }
    if (nested && value instanceof Json.Sequence list) {
      return list.items().stream()
          .<Body.Element>map(
              item -> new Body.Nested(name, Optional.empty(), body((Json.Mapping) item)))
          .toList();
    }
    return List.of(new Body.Attribute(name, expression(value)));
  }

  private static Body body(Json.Mapping mapping) {
    List<Body.Element> elements = new ArrayList<>();
    mapping
        .members()
        .forEach(
            (name, value) -> elements.addAll(elements(value instanceof Json.Mapping, name, value)));
    return new Body(elements);
  }

  private static Expression expression(Json value) {
    if (value instanceof Json.Mapping mapping) {
      Expression.Members members = Expression.object();
      for (Map.Entry<String, Json> member : mapping.members().entrySet()) {
        members = members.with(member.getKey(), expression(member.getValue()));
      }
      return members;
    }
    if (value instanceof Json.Sequence list) {
      return Expression.list(list.items().stream().map(PatchApplier::expression).toList());
    }
    if (value instanceof Json.Text text) {
      return Expression.text(
          text.value().parts().stream()
              .map(part -> ((Value.Literal) part).text())
              .collect(Collectors.joining()));
    }
    if (value instanceof Json.Numeral number) {
      return new Expression.Numeric(new BigDecimal(number.digits()));
    }
    return value instanceof Json.Bool bool ? Expression.bool(bool.value()) : Expression.nothing();
  }

  private static Set<String> names(Body body) {
    return body.elements().stream().flatMap(e -> name(e).stream()).collect(Collectors.toSet());
  }

  private static Optional<String> name(Body.Element element) {
    if (element instanceof Body.Attribute attribute) {
      return Optional.of(attribute.name());
    }
    return element instanceof Body.Nested nested ? Optional.of(nested.name()) : Optional.empty();
  }
}
