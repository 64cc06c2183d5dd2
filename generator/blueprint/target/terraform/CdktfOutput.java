package blueprint.target.terraform;

import blueprint.target.terraform.Body.Attribute;
import blueprint.target.terraform.Body.Nested;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What CDKTF wrote for one stack, held against the model it was made from. */
final class CdktfOutput {

  private final JsonNode json;

  CdktfOutput(JsonNode json) {
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

  private JsonNode json(Block block) {
    JsonNode found = json.path(block.kind().keyword());
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
  private static JsonNode ofThisBlock(Block block, JsonNode locals) {
    ObjectNode mine = locals.deepCopy();
    return mine.retain(
        block.body().elements().stream()
            .filter(Attribute.class::isInstance)
            .map(element -> ((Attribute) element).name())
            .toList());
  }

  /** CDKTF adds a local backend that keeps state under the stack's name when there is no other. */
  private static JsonNode withoutDefaultBackend(Block block, JsonNode terraform) {
    boolean hasBackend =
        block.body().elements().stream()
            .anyMatch(e -> e instanceof Nested nested && nested.name().equals("backend"));
    if (hasBackend || !(terraform instanceof ObjectNode)) {
      return terraform;
    }
    ObjectNode rest = terraform.deepCopy();
    rest.remove("backend");
    return rest;
  }

  private Set<String> addresses() {
    Set<String> found = new TreeSet<>();
    for (Map.Entry<String, JsonNode> kind : json.properties()) {
      JsonNode object = kind.getValue();
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

  private static void addNames(String prefix, JsonNode object, Set<String> found) {
    object.fieldNames().forEachRemaining(name -> found.add(prefix + "." + name));
  }
}
