package blueprint.target.terraform;

import blueprint.target.terraform.Body.Nested;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One model as constructs of CDKTF's core: the question that {@code cdktf.js} is asked.
 *
 * <p>Each block is the core's construct of its kind, each attribute one override.
 */
final class CdktfStack {

  private final List<Map<String, Object>> constructs = new ArrayList<>();
  private final Map<String, Object> overrides = new LinkedHashMap<>();
  private boolean hasS3Backend;

  CdktfStack(TerraformModel model) {
    model.blocks().forEach(this::add);
  }

  private void add(Block block) {
    Map<String, Object> body = CdktfJson.body(block.body());
    switch (block.kind()) {
      case RESOURCE -> add("TerraformResource", block, type(block), body);
      case DATA -> add("TerraformDataSource", block, type(block), body);
      case PROVIDER -> add("TerraformProvider", block, type(block), body);
      case VARIABLE -> add("TerraformVariable", block, Map.of(), body);
      case OUTPUT -> {
        Object value = body.getOrDefault("value", "");
        add("TerraformOutput", block, Map.of("value", value), body);
      }
      case LOCALS ->
          body.forEach(
              (name, value) -> add("TerraformLocal", "local." + name, value, name, Map.of()));
      case TERRAFORM -> {
        hasS3Backend |= block.body().elements().stream().anyMatch(CdktfStack::isS3);
        body.forEach((name, value) -> overrides.put("terraform." + name, value));
      }
      case EPHEMERAL -> overrides.put(id(block), body);
    }
  }

  private void add(String type, Block block, Object config, Map<String, Object> body) {
    add(type, id(block), config, block.labels().get(block.labels().size() - 1), body);
  }

  /** A construct to be made, and what is then asked of it. */
  private void add(
      String type, String id, Object config, String logicalId, Map<String, Object> overrides) {
    Map<String, Object> construct = new LinkedHashMap<>();
    construct.put("type", type);
    construct.put("id", id);
    construct.put("config", config);
    construct.put("logicalId", logicalId);
    construct.put("overrides", overrides);
    constructs.add(construct);
  }

  /** All of it, for {@code cdktf.js}. */
  Map<String, Object> question() {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("constructs", constructs);
    question.put("overrides", overrides);
    question.put("s3", hasS3Backend);
    return question;
  }

  private static String id(Block block) {
    return block.addresses().findFirst().orElseThrow();
  }

  private static Map<String, Object> type(Block block) {
    return Map.of("terraformResourceType", block.labels().get(0));
  }

  private static boolean isS3(Body.Element element) {
    return element instanceof Nested nested
        && nested.name().equals("backend")
        && nested.label().orElse("").equals("s3");
  }
}
