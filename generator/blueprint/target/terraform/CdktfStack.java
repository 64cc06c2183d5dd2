package blueprint.target.terraform;

import blueprint.json.JsonValue;
import blueprint.target.terraform.Body.Nested;
import blueprint.target.terraform.JsiiKernel.Reference;
import blueprint.target.terraform.JsiiKernel.Request;
import blueprint.target.terraform.JsiiKernel.Struct;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One model as constructs of CDKTF's core.
 *
 * <p>Each block is the core's construct of its kind, each attribute one override. First all
 * constructs are made, then all overrides: neither waits for the answers of its own kind.
 */
final class CdktfStack {

  private final JsiiKernel kernel;
  private final TerraformModel model;
  private final String id;
  private final Reference stack;
  private final List<Construct> constructs = new ArrayList<>();
  private final List<Reference> made = new ArrayList<>();

  /** A construct to be made, and what is then asked of it. */
  private record Construct(Request create, String logicalId, Map<String, Object> overrides) {}

  CdktfStack(JsiiKernel kernel, Reference app, String id, TerraformModel model) throws IOException {
    this.kernel = kernel;
    this.model = model;
    this.id = id;
    this.stack = kernel.make(JsiiKernel.create("cdktf.TerraformStack", app, id));
    made.add(stack);
    List<Request> ofTheStack = new ArrayList<>();
    model.blocks().forEach(block -> add(block, ofTheStack));
    kernel.send(ofTheStack);
    make();
  }

  /** Where CDKTF writes this stack, below its output directory. */
  String file() {
    return "stacks/" + id + "/cdk.tf.json";
  }

  private void add(Block block, List<Request> ofTheStack) {
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
      case TERRAFORM -> terraform(block, body, ofTheStack);
      case EPHEMERAL -> ofTheStack.add(override(stack, id(block), body));
    }
  }

  private void add(String type, Block block, Struct config, Map<String, Object> body) {
    Request create = JsiiKernel.create("cdktf." + type, stack, id(block), config);
    String name = block.labels().get(block.labels().size() - 1);
    constructs.add(new Construct(create, name, body));
  }

  private void local(String name, Object value) {
    Request create = JsiiKernel.create("cdktf.TerraformLocal", stack, "local." + name, value);
    constructs.add(new Construct(create, name, Map.of()));
  }

  private void terraform(Block block, Map<String, Object> body, List<Request> ofTheStack) {
    for (Body.Element element : block.body().elements()) {
      if (element instanceof Nested nested && isS3(nested)) {
        Struct config = new Struct("cdktf.S3BackendConfig", Map.of("bucket", "", "key", ""));
        ofTheStack.add(JsiiKernel.create("cdktf.S3Backend", stack, config));
      }
    }
    body.forEach((name, value) -> ofTheStack.add(override(stack, "terraform." + name, value)));
  }

  private void make() throws IOException {
    made.addAll(kernel.make(constructs.stream().map(Construct::create).toList()));
    List<Request> calls = new ArrayList<>();
    for (int i = 0; i < constructs.size(); i++) {
      Reference object = made.get(i + 1);
      Construct construct = constructs.get(i);
      calls.add(JsiiKernel.invoke(object, "overrideLogicalId", construct.logicalId()));
      construct.overrides().forEach((name, value) -> calls.add(override(object, name, value)));
    }
    kernel.send(calls);
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

  private static boolean isS3(Nested nested) {
    return nested.name().equals("backend") && nested.label().orElse("").equals("s3");
  }

  /**
   * The model with the values of what CDKTF wrote.
   *
   * @throws IllegalStateException if CDKTF wrote something else than the model says
   */
  TerraformModel read(JsonValue json) {
    return new CdktfOutput(json).read(model);
  }

  /** Has the kernel forget the stack. */
  void forget() throws IOException {
    kernel.send(made.stream().map(JsiiKernel::delete).toList());
  }
}
