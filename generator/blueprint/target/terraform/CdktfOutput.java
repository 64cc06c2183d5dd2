package blueprint.target.terraform;

import blueprint.json.JsonValue;
import blueprint.target.terraform.Body.Attribute;
import blueprint.target.terraform.Body.Nested;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What CDKTF wrote for one stack, held against the model it was made from. */
final class CdktfOutput {

  private final JsonValue json;

  CdktfOutput(JsonValue json) {
    this.json = json;
  }

  /**
   * The model with the values of the output.
   *
   * @throws IllegalStateException if one of them has a block, an attribute or an item that the
   *     other has not
   */
  TerraformModel read(TerraformModel model) {
    Set<String> expected =
        model.blocks().stream()
            .flatMap(Block::addresses)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> found = addresses();
    if (!found.equals(expected)) {
      throw new IllegalStateException("CDKTF made " + found + " of " + expected);
    }
    return model.map(this::read);
  }

  private Block read(Block block) {
    String place = block.kind().keyword() + "." + String.join(".", block.labels());
    return block.with(SynthesizedJson.body(block.body(), json(block), place));
  }

  private JsonValue json(Block block) {
    JsonValue found = json.path(block.kind().keyword());
    for (String label : block.labels()) {
      found = found.path(label);
    }
    return switch (block.kind()) {
      case PROVIDER -> found.path(0);
      case LOCALS -> ofThisBlock(block, found);
      case TERRAFORM -> withoutDefaultBackend(block, found);
      default -> found;
    };
  }

  /** A configuration has one object of locals, and may have many blocks. */
  private static JsonValue ofThisBlock(Block block, JsonValue locals) {
    return locals.only(
        block.body().elements().stream()
            .filter(Attribute.class::isInstance)
            .map(element -> ((Attribute) element).name())
            .toList());
  }

  /** CDKTF adds a local backend that keeps state under the stack's name when there is no other. */
  private static JsonValue withoutDefaultBackend(Block block, JsonValue terraform) {
    boolean hasBackend =
        block.body().elements().stream()
            .anyMatch(e -> e instanceof Nested nested && nested.name().equals("backend"));
    return hasBackend || !terraform.isObject() ? terraform : terraform.without("backend");
  }

  private Set<String> addresses() {
    Set<String> found = new TreeSet<>();
    for (Map.Entry<String, JsonValue> kind : json.properties()) {
      JsonValue object = kind.getValue();
      switch (kind.getKey()) {
        case "//" -> {}
        case "terraform" -> {
          if (object.size() > 1 || !object.at("/backend/local").isObject()) {
            found.add("terraform");
          }
        }
        case "resource", "data", "ephemeral" ->
            object
                .properties()
                .forEach(
                    type -> addNames(kind.getKey() + "." + type.getKey(), type.getValue(), found));
        case "locals" -> addNames("local", object, found);
        default -> addNames(kind.getKey(), object, found);
      }
    }
    return found;
  }

  private static void addNames(String prefix, JsonValue object, Set<String> found) {
    object.names().forEach(name -> found.add(prefix + "." + name));
  }
}
