package blueprint.target.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.compile.HostilePayloads;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.output.OutputTree;
import blueprint.plan.Plan;
import blueprint.plan.Planner;
import blueprint.rule.Rules;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The stack file against what Docker takes, and text of the user in it. */
final class StackFileTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SCHEMA = Path.of("src/test/resources/compose/config_schema_v3.13.json");

  private static final String SWARM =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      network: {zones: 3}
      secrets: {key: {generate: 32}}
      images: {docker: {from: ubuntu-24.04}}
      tiers:
        swarm:
          swarm:
            image: docker
            workers: {min: 2}
            services:
              web:
                image: shop/web:1
      """;

  @Test
  void theCommittedStackFileFitsDockersSchema() throws IOException {
    JsonNode stack = read(Files.readString(Path.of("out/dashboard/swarm/docker-stack.yml")));

    assertThat(problems(stack)).isEmpty();
    assertThat(stack.at("/services").size()).isEqualTo(2);
  }

  @Test
  void aFileWithEveryKeyFitsDockersSchema() throws IOException {
    String complete =
        Files.readString(Path.of("src/test/resources/language/complete.yaml"))
            .replaceFirst("(?s)  existing:.*?(?=domain:)", "")
            .replaceFirst("(?s)\nenvironments:.*", "\n");
    JsonNode stack = stack(complete);

    assertThat(problems(stack)).isEmpty();
    assertThat(stack.at("/services/front/secrets/0/mode").asInt()).isEqualTo(0400);
    assertThat(stack.at("/services/front/secrets/0/target").asText()).isEqualTo("/etc/front/key");
    assertThat(stack.at("/services/front/secrets/0/uid").asText()).isEqualTo("1000");
  }

  @Test
  void theSchemaNoticesWhatDockerWouldRefuse() throws IOException {
    ObjectNode stack = (ObjectNode) stack(SWARM);
    ((ObjectNode) stack.at("/services/web/deploy")).put("replicas", "2");
    ((ObjectNode) stack.at("/services/web")).put("profiles", "x");

    assertThat(problems(stack)).hasSize(2);
  }

  @Test
  void everyTextOfTheUserIsReadBackAsText() throws IOException {
    List<String> payloads = HostilePayloads.all();
    StringBuilder more = new StringBuilder("          env:\n");
    for (int i = 0; i < payloads.size(); i++) {
      more.append("            TEXT_" + i + ": " + yaml(payloads.get(i)) + "\n");
    }

    JsonNode stack = stack(SWARM + more);

    assertThat(problems(stack)).isEmpty();
    JsonNode environment = stack.at("/services/web/environment");
    for (int i = 0; i < payloads.size(); i++) {
      JsonNode value = environment.get("TEXT_" + i);
      assertThat(value.isTextual()).as(payloads.get(i)).isTrue();
      assertThat(filledInByNobody(value.asText())).isEqualTo(payloads.get(i));
    }
  }

  @Test
  void everyArgumentOfACommandIsReadBackAsText() throws IOException {
    List<String> payloads = new ArrayList<>();
    for (String payload : HostilePayloads.all()) {
      boolean word = !payload.isEmpty() && payload.chars().noneMatch(c -> c <= ' ' || c == '"');
      if (word && !payload.contains("'")) {
        payloads.add(payload);
      }
    }
    assertThat(payloads).hasSizeGreaterThan(80);
    String words = JSON.writeValueAsString("/bin/web " + String.join(" ", payloads));

    JsonNode stack =
        stack(SWARM + "          run: " + words + "\n          health: {run: " + words + "}\n");

    List<String> command = new ArrayList<>();
    stack.at("/services/web/command").forEach(word -> command.add(filledInByNobody(word.asText())));
    assertThat(command.subList(1, command.size())).isEqualTo(payloads);
    List<String> test = new ArrayList<>();
    stack
        .at("/services/web/healthcheck/test")
        .forEach(word -> test.add(filledInByNobody(word.asText())));
    assertThat(test.subList(2, test.size())).isEqualTo(payloads);
  }

  @Test
  void aConfigIsAFileOfTheTextItselfWithADigestInItsName() throws IOException {
    String text = "a $$ of ${X} and #{y}\n".replace("${", "$${");
    OutputTree tree =
        tree(SWARM + "          configs: {motd: " + JSON.writeValueAsString(text) + "}\n");

    String file = tree.files().get("configs/motd").text();
    JsonNode config = read(tree.files().get("docker-stack.yml").text()).at("/configs/motd");

    assertThat(file).isEqualTo("a $ of ${X} and #{y}\n");
    assertThat(config.get("file").asText()).isEqualTo("./configs/motd");
    assertThat(config.get("name").asText()).matches("motd_[0-9a-f]{12}");
    OutputTree other = tree(SWARM + "          configs: {motd: other}\n");
    assertThat(read(other.files().get("docker-stack.yml").text()).at("/configs/motd/name"))
        .isNotEqualTo(config.get("name"));
  }

  @Test
  void namesThatAReaderCouldTakeForSomethingElseStayNames() throws IOException {
    String words =
        SWARM.replace("        web:\n", "        no:\n")
            + "          env: {null: a, Y: b, on: c}\n"
            + "          configs: {yes: d}\n"
            + "          secrets: {off: \"${secret.key}\"}\n";

    JsonNode stack = stack(words);

    assertThat(problems(stack)).isEmpty();
    assertThat(stack.at("/services/no/environment").toString())
        .isEqualTo("{\"Y\":\"b\",\"null\":\"a\",\"on\":\"c\"}");
    assertThat(stack.at("/configs").has("yes")).isTrue();
    assertThat(stack.at("/secrets").has("off")).isTrue();
  }

  @Test
  void aSecretIsNamedAndNowhereWritten() throws IOException {
    JsonNode stack = stack(SWARM + "          secrets: {key: \"${secret.key}\"}\n");

    assertThat(stack.at("/secrets/key").toString()).isEqualTo("{\"external\":true}");
    assertThat(stack.at("/services/web/secrets/0").toString())
        .isEqualTo("{\"source\":\"key\",\"target\":\"key\"}");
  }

  /** What Docker's own interpolation gives where it finds no variable: a single dollar. */
  private static String filledInByNobody(String text) {
    assertThat(text.replace("$$", "")).doesNotContain("$");
    return text.replace("$$", "$");
  }

  /** In a blueprint a dollar is doubled. */
  private static String yaml(String payload) {
    return HostilePayloads.yaml(payload.replace("$", "$$"));
  }

  private static JsonNode stack(String blueprint) throws IOException {
    return read(tree(blueprint).files().get("docker-stack.yml").text());
  }

  private static OutputTree tree(String blueprint) {
    Diagnostics found = new Diagnostics();
    Blueprint read =
        BlueprintReader.read(
                YamlReader.read(new SourceFile("b.yaml", blueprint)).root().orElseThrow(), found)
            .orElseThrow(() -> new AssertionError(found.sorted().toString()));
    Rules.check(read, found);
    assertThat(found.hasErrors()).as(found.sorted().toString()).isFalse();
    Plan plan = Planner.plan(read);
    return SwarmTarget.emit(plan).tree();
  }

  /** As Docker's reader takes it: YAML 1.1, in which {@code 0400} is octal. */
  private static JsonNode read(String text) {
    Map<String, Object> tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    return JSON.valueToTree(tree);
  }

  private static List<String> problems(JsonNode stack) throws IOException {
    JsonNode read = JSON.readTree(SCHEMA.toFile());
    ours(read);
    JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(read);
    return schema.validate(stack).stream().map(Object::toString).toList();
  }

  /**
   * Docker's schema as this validator reads it: ids that are no addresses, lengths of time as in
   * Go.
   */
  private static void ours(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.path("id").isTextual()) {
      object.remove("id");
    }
    if (schema instanceof ObjectNode object && object.path("format").asText().equals("duration")) {
      object.remove("format");
      object.put("pattern", "^([0-9]+(ms|s|m|h))+$");
    }
    schema.forEach(StackFileTest::ours);
  }
}
