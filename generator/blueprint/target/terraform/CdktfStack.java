package blueprint.target.terraform;

import blueprint.json.JsonValue;
import blueprint.target.terraform.Body.Nested;
import blueprint.target.terraform.JsiiKernel.Reference;
import blueprint.target.terraform.JsiiKernel.Request;
import blueprint.target.terraform.JsiiKernel.Struct;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One model as constructs of CDKTF's core.
 *
 * <p>Each block is the core's construct of its kind, each attribute one override. First all
 * constructs are made, then all overrides: neither waits for the answers of its own kind.
 */
final class CdktfStack {

  private static final String ID = "stack";

  /** Where CDKTF writes it, below its output directory. */
  static final String FILE = "stacks/" + ID + "/cdk.tf.json";

  private final TerraformModel model;
  private final List<Construct> constructs = new ArrayList<>();
  private final Map<String, Object> overrides = new LinkedHashMap<>();
  private boolean hasS3Backend;

  /** A construct to be made, and what is then asked of it. */
  private record Construct(
      String type, String id, Object config, String logicalId, Map<String, Object> overrides) {}

  CdktfStack(TerraformModel model) {
    this.model = model;
    model.blocks().forEach(this::add);
  }

  private void add(Block block) {
    Map<String, Object> body = CdktfJson.body(block.body());
    switch (block.kind()) {
      case RESOURCE ->
          add("TerraformResource", block, type("TerraformResourceConfig", block), body);
      case DATA -> add("TerraformDataSource", block, type("TerraformResourceConfig", block), body);
      case PROVIDER ->
          add("TerraformProvider", block, type("TerraformProviderConfig", block), body);
      case VARIABLE -> add("TerraformVariable", block, struct("TerraformVariableConfig"), body);
      case OUTPUT -> {
        Object value = body.getOrDefault("value", "");
        Struct config = new Struct("cdktf.TerraformOutputConfig", Map.of("value", value));
        add("TerraformOutput", block, config, body);
      }
      case LOCALS -> body.forEach(this::local);
      case TERRAFORM -> {
        hasS3Backend |= block.body().elements().stream().anyMatch(CdktfStack::isS3);
        body.forEach((name, value) -> overrides.put("terraform." + name, value));
      }
      case EPHEMERAL -> overrides.put(id(block), body);
    }
  }

  private void add(String type, Block block, Struct config, Map<String, Object> body) {
    String name = block.labels().get(block.labels().size() - 1);
    constructs.add(new Construct("cdktf." + type, id(block), config, name, body));
  }

  private void local(String name, Object value) {
    constructs.add(new Construct("cdktf.TerraformLocal", "local." + name, value, name, Map.of()));
  }

  /** Makes the stack in an application, and answers all that was made. */
  List<Reference> make(JsiiKernel kernel, Reference app) throws IOException {
    Reference stack = kernel.make(JsiiKernel.create("cdktf.TerraformStack", app, ID));
    List<Request> creates = new ArrayList<>();
    for (Construct construct : constructs) {
      creates.add(JsiiKernel.create(construct.type(), stack, construct.id(), construct.config()));
    }
    if (hasS3Backend) {
      Struct config = new Struct("cdktf.S3BackendConfig", Map.of("bucket", "", "key", ""));
      creates.add(JsiiKernel.create("cdktf.S3Backend", stack, config));
    }
    List<Reference> made = new ArrayList<>(kernel.make(creates));
    List<Request> calls = new ArrayList<>();
    overrides.forEach((path, value) -> calls.add(override(stack, path, value)));
    for (int i = 0; i < constructs.size(); i++) {
      Reference object = made.get(i);
      calls.add(JsiiKernel.invoke(object, "overrideLogicalId", constructs.get(i).logicalId()));
      constructs
          .get(i)
          .overrides()
          .forEach((path, value) -> calls.add(override(object, path, value)));
    }
    kernel.send(calls);
    made.add(stack);
    return made;
  }

  private static Request override(Reference object, String path, Object value) {
    return JsiiKernel.invoke(object, "addOverride", path, value);
  }

  private static String id(Block block) {
    return block.addresses().findFirst().orElseThrow();
  }

  private static Struct type(String struct, Block block) {
    return new Struct("cdktf." + struct, Map.of("terraformResourceType", block.labels().get(0)));
  }

  private static Struct struct(String type) {
    return new Struct("cdktf." + type, Map.of());
  }

  private static boolean isS3(Body.Element element) {
    return element instanceof Nested nested
        && nested.name().equals("backend")
        && nested.label().orElse("").equals("s3");
  }

  /**
   * The model with the values of what CDKTF wrote.
   *
   * @throws IllegalStateException if CDKTF wrote something else than the model says
   */
  TerraformModel read(JsonValue json) {
    return new CdktfOutput(json).read(model);
  }
}
