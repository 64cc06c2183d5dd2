package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.compile.HostilePayloads;
import blueprint.plan.MachineGroup;
import blueprint.plan.Plan;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Text that means something in some language, in a stack that the local CloudFormation creates: a
 * machine of it reads what was written in the blueprint. As many payloads at a time as fit.
 */
@Tag("native")
final class HostileStackNativeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final int MOST = 120;

  @TempDir Path scratch;

  @Test
  void machinesOfAStackReadWhatWasWritten() throws IOException, InterruptedException {
    NativeTools.require("moto_server");
    List<String> all = HostilePayloads.all();
    try (MotoServer server = MotoServer.startForTemplates()) {
      LocalAccount account = new LocalAccount(server, "eu-west-1");
      for (int first = 0; first < all.size(); first += MOST) {
        reads(account, first, all.subList(first, Math.min(first + MOST, all.size())));
      }
    }
  }

  private void reads(LocalAccount account, int number, List<String> payloads)
      throws IOException, InterruptedException {
    Path work = Files.createDirectory(scratch.resolve("work" + number));
    ArrayNode list = JSON.createArrayNode();
    ObjectNode variables = JSON.createObjectNode();
    for (String payload : payloads) {
      list.add(payload);
      variables.put("TEXT_" + variables.size(), payload);
    }
    WrittenTemplate written = WrittenTemplate.of(blueprint(number, list, variables), work);
    Map<String, String> parameters = written.registerImages(account);
    new LocalStack(account, written.plan().name()).create(written.text(), parameters);
    MachineGroup group = written.plan().machineGroups().get(0);
    LiveSystem live =
        LiveSystem.of(Plan.Engine.CLOUDFORMATION, written.plan(), account, parameters);

    String file = YAML.readTree(live.userData(group)).at("/write_files/0/content").asText();
    JsonNode values = JSON.readTree(file);

    assertThat(values.at("/settings/json/texts")).isEqualTo(list);
    ObjectNode found = JSON.createObjectNode();
    for (JsonNode variable : values.at("/environment")) {
      StringBuilder text = new StringBuilder();
      variable.at("/parts").forEach(part -> text.append(part.asText()));
      found.put(variable.at("/name").asText(), text.toString());
    }
    assertThat(found).isEqualTo(variables);
  }

  private static String blueprint(int number, ArrayNode list, ObjectNode variables)
      throws IOException {
    return """
    blueprint: 1
    name: hostile-%d
    region: eu-west-1
    engine: cloudformation
    network: {zones: 1}
    images:
      base:
        from: ubuntu-24.04
        recipe: [{user: web}, {file: /app/web, content: exec sleep 1d, mode: "0755"}]
    tiers:
      app:
        instances:
          image: base
          settings: {file: /app/settings.json, json: {texts: %s}}
          env: %s
          services: {web: {run: /app/web, user: web}}
    """
        .formatted(number, written(list), written(variables));
  }

  /** In a blueprint a dollar is doubled. */
  private static String written(JsonNode json) throws IOException {
    return JSON.writeValueAsString(HostileTextNativeTest.doubled(json));
  }
}
