package blueprint.target.terraform;

import blueprint.target.terraform.Body.Nested;
import com.fasterxml.jackson.databind.JsonNode;
import com.hashicorp.cdktf.S3Backend;
import com.hashicorp.cdktf.S3BackendConfig;
import com.hashicorp.cdktf.TerraformDataSource;
import com.hashicorp.cdktf.TerraformElement;
import com.hashicorp.cdktf.TerraformLocal;
import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformOutputConfig;
import com.hashicorp.cdktf.TerraformProvider;
import com.hashicorp.cdktf.TerraformProviderConfig;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformResourceConfig;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import java.util.Map;
import software.constructs.Construct;

/**
 * One model as constructs of CDKTF's core.
 *
 * <p>Each block is the core's construct of its kind, each attribute one override: no callback from
 * Node into the JVM, which would nest and overflow the stack in large models.
 */
final class CdktfStack {

  private final TerraformModel model;
  private final TerraformStack stack;
  private final String id;

  CdktfStack(Construct app, String id, TerraformModel model) {
    this.id = id;
    this.model = model;
    this.stack = new TerraformStack(app, id);
    model.blocks().forEach(this::add);
  }

  /** Where CDKTF writes this stack, below its output directory. */
  String file() {
    return "stacks/" + id + "/cdk.tf.json";
  }

  private void add(Block block) {
    Map<String, Object> body = CdktfJson.body(block.body());
    switch (block.kind()) {
      case RESOURCE -> override(block, new TerraformResource(stack, id(block), type(block)), body);
      case DATA -> override(block, new TerraformDataSource(stack, id(block), type(block)), body);
      case VARIABLE -> {
        TerraformVariableConfig none = TerraformVariableConfig.builder().build();
        override(block, new TerraformVariable(stack, id(block), none), body);
      }
      case OUTPUT -> {
        Object value = body.getOrDefault("value", "");
        TerraformOutputConfig config = TerraformOutputConfig.builder().value(value).build();
        override(block, new TerraformOutput(stack, id(block), config), body);
      }
      case PROVIDER -> override(block, new Provider(stack, id(block), block), body);
      case LOCALS ->
          body.forEach(
              (name, value) ->
                  new TerraformLocal(stack, "local." + name, value).overrideLogicalId(name));
      case TERRAFORM -> terraform(block, body);
      case EPHEMERAL -> stack.addOverride(id(block), body);
    }
  }

  private static String id(Block block) {
    return block.addresses().findFirst().orElseThrow();
  }

  private static TerraformResourceConfig type(Block block) {
    return TerraformResourceConfig.builder().terraformResourceType(block.labels().get(0)).build();
  }

  private static void override(Block block, TerraformElement element, Map<String, Object> body) {
    element.overrideLogicalId(block.labels().get(block.labels().size() - 1));
    body.forEach(element::addOverride);
  }

  private void terraform(Block block, Map<String, Object> body) {
    for (Body.Element element : block.body().elements()) {
      if (element instanceof Nested nested && isS3(nested)) {
        new S3Backend(stack, S3BackendConfig.builder().bucket("").key("").build());
      }
    }
    body.forEach((name, value) -> stack.addOverride("terraform." + name, value));
  }

  private static boolean isS3(Nested nested) {
    return nested.name().equals("backend") && nested.label().orElse("").equals("s3");
  }

  /**
   * The model with the values of what CDKTF wrote.
   *
   * @throws IllegalStateException if CDKTF wrote something else than the model says
   */
  TerraformModel read(JsonNode json) {
    return new CdktfOutput(json).read(model);
  }

  /** The core's provider is abstract: each provider's bindings bring their own. */
  private static final class Provider extends TerraformProvider {
    Provider(Construct scope, String id, Block block) {
      super(
          scope,
          id,
          TerraformProviderConfig.builder().terraformResourceType(block.labels().get(0)).build());
    }
  }
}
