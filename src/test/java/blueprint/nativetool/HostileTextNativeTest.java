package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.cli.Main;
import blueprint.text.AwkwardStrings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * Text that means something to Terraform, Packer, YAML or a shell arrives as it was written: in the
 * settings, as a machine reads them, in tags and in the files of a recipe. Without a database every
 * value is known when Terraform plans, so that nothing has to be applied.
 */
@Tag("native")
class HostileTextNativeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TAG = "a b+c-d=e._:/@ é 日";
  private static final List<String> TEXTS =
      List.of(
          "${file(\"/etc/hostname\")}",
          "%{if true}x%{endif}",
          "$${lit} $$${lit} %%{lit}",
          "${local.region} ${values} $ $$ $",
          "\"quoted\" 'single' \\ \\\\ \\n \\u0041",
          "{{user `x`}} {{ .Name }} {{isotime}}",
          "first\nsecond\n\n  third: [x\n---\n- end\n",
          "<a href='&'> # no comment // nor /* this */",
          "EOT\nEOF\n<<-EOT",
          "é ß 日本 😀 \u00a0 ~",
          "$(touch /tmp/x) `id` ; && | > < !",
          "null",
          "true",
          "0123",
          "",
          " ",
          "\ttab\t");

  @TempDir Path directory;

  private static MotoServer server;

  /** Not before all: there, a missing tool would make the tests vanish instead of being skipped. */
  @BeforeEach
  void startAws() throws IOException, InterruptedException {
    NativeTools.require("terraform", "aws-provider", "moto_server");
    if (server == null) {
      server = MotoServer.start();
    }
  }

  @AfterAll
  static void stopAws() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void machinesReadWhatWasWritten() throws IOException, InterruptedException {
    ObjectNode settings = settings(40);
    ObjectNode environment = JSON.createObjectNode();
    for (int i = 0; i < TEXTS.size(); i++) {
      if (!TEXTS.get(i).contains("\n")) {
        environment.put("TEXT_" + i, TEXTS.get(i));
      }
    }

    JsonNode planned = plan(settings, environment);

    JsonNode values = values(planned);
    assertThat(values.at("/settings/json")).isEqualTo(settings);
    Map<String, String> found = new TreeMap<>();
    for (JsonNode variable : values.at("/environment")) {
      StringBuilder text = new StringBuilder();
      variable.at("/parts").forEach(part -> text.append(part.asText()));
      found.put(variable.at("/name").asText(), text.toString());
    }
    assertThat(JSON.<JsonNode>valueToTree(found)).isEqualTo(environment);
    assertThat(resource(planned, "aws_launch_template.app").at("/tags_all/Text").asText())
        .isEqualTo(TAG);
    assertThat(resource(planned, "aws_autoscaling_group.app").at("/tag").toString()).contains(TAG);
  }

  /** They are cut at places that may be inside of anything. */
  @Test
  void settingsThatAreKeptInParametersAreWhatWasWritten() throws IOException, InterruptedException {
    ObjectNode settings = settings(600);

    JsonNode planned = plan(settings, JSON.createObjectNode());

    List<String> parts = new ArrayList<>();
    for (int i = 0; ; i++) {
      JsonNode part = resource(planned, "aws_ssm_parameter.app_settings[" + i + "]").at("/value");
      if (part.isMissingNode()) {
        break;
      }
      parts.add(part.asText());
    }
    assertThat(parts)
        .hasSizeGreaterThan(5)
        .allMatch(part -> part.getBytes(StandardCharsets.UTF_8).length <= 4096);
    assertThat(JSON.readTree(String.join("", parts))).isEqualTo(settings);
    assertThat(values(planned).at("/settings/parameters")).hasSameSizeAs(parts);
  }

  /** A last line without an end is given one. */
  @Test
  void filesOfARecipeAreCopiedAsWritten() throws IOException {
    generate(JSON.createObjectNode(), JSON.createObjectNode());

    for (int i = 0; i < TEXTS.size(); i++) {
      Path file = directory.resolve("out/hostile/packer/files/base/app/file" + i);
      String text = TEXTS.get(i);
      String line = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
      assertThat(Files.readString(file)).as(text).isEqualTo(line);
    }
  }

  // ---- The blueprint

  /** The texts as members, keys and items, and so many more, each once. */
  private static ObjectNode settings(int more) {
    ObjectNode settings = JSON.createObjectNode();
    ObjectNode keys = settings.putObject("keys");
    ArrayNode items = settings.putObject("nested").putArray("items");
    List<String> texts = new ArrayList<>(TEXTS);
    AwkwardStrings.some(more).stream()
        .filter(
            text ->
                text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
        .forEach(texts::add);
    for (int i = 0; i < texts.size(); i++) {
      settings.put("text" + i, texts.get(i));
      items.add(texts.get(i));
      if (i < TEXTS.size()) {
        keys.put(texts.get(i), i);
      }
    }
    items.addNull().add(true).add(12.5).add(9007199254740993L);
    return settings;
  }

  private void generate(ObjectNode settings, ObjectNode environment) throws IOException {
    ObjectNode blueprint =
        JSON.valueToTree(
            new Yaml()
                .<Map<String, Object>>load(
                    """
                    blueprint: 1
                    name: hostile
                    region: eu-west-1
                    engine: terraform
                    network: {cidr: 10.0.0.0/16, zones: 2, nat: single}
                    images:
                      base:
                        from: ubuntu-24.04
                        recipe:
                          - group: web
                          - user: {name: web, group: web, home: /app, shell: /bin/false, system: true}
                          - directories: [/app]
                          - {file: /app/web, content: exec sleep 1d, mode: "0755"}
                    tiers:
                      lb:
                        load_balancer:
                          listen: [{http: 80, to: app.web}]
                          health: {path: /}
                      app:
                        instances:
                          image: base
                          type: t3.small
                          scale: {min: 1, max: 1}
                          settings: {file: /app/settings.json}
                          services:
                            web: {run: /app/web, user: web, port: 8080}
                    """));
    blueprint.putObject("tags").put("Text", TAG);
    ArrayNode recipe = (ArrayNode) blueprint.at("/images/base/recipe");
    for (int i = 0; i < TEXTS.size(); i++) {
      recipe.addObject().put("file", "/app/file" + i).put("content", TEXTS.get(i));
    }
    ObjectNode instances = (ObjectNode) blueprint.at("/tiers/app/instances");
    ((ObjectNode) instances.at("/settings")).set("json", doubled(settings));
    if (!environment.isEmpty()) {
      instances.set("env", doubled(environment));
    }
    Path file = directory.resolve("hostile.yaml");
    Files.writeString(file, JSON.writeValueAsString(blueprint));
    StringWriter err = new StringWriter();

    int code =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "generate",
            file.toString(),
            "--output",
            directory.resolve("out").toString());

    assertThat(code).as(err.toString()).isZero();
  }

  /** As a blueprint writes it: a dollar in a value is doubled. */
  static JsonNode doubled(JsonNode json) {
    if (json.isTextual()) {
      return JSON.getNodeFactory().textNode(json.asText().replace("$", "$$"));
    }
    if (json.isArray()) {
      ArrayNode items = JSON.createArrayNode();
      json.forEach(item -> items.add(doubled(item)));
      return items;
    }
    if (json.isObject()) {
      ObjectNode members = JSON.createObjectNode();
      json.properties().forEach(member -> members.set(member.getKey(), doubled(member.getValue())));
      return members;
    }
    return json;
  }

  // ---- What Terraform makes of it

  private JsonNode plan(ObjectNode settings, ObjectNode environment)
      throws IOException, InterruptedException {
    generate(settings, environment);
    TerraformRunner terraform =
        TerraformRunner.against(
            server,
            directory.resolve("out/hostile/terraform"),
            Files.createDirectory(directory.resolve("work")));
    terraform.init().succeeded();
    ToolRun run =
        terraform.plan("-var=base_image_id=ami-0123456789abcdef0", "-parallelism=30", "-out=made");
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(2);
    return JSON.readTree(terraform.show("made").succeeded().out());
  }

  private static JsonNode resource(JsonNode planned, String address) {
    for (JsonNode resource : planned.at("/planned_values/root_module/resources")) {
      if (resource.at("/address").asText().equals(address)) {
        return resource.at("/values");
      }
    }
    return JSON.missingNode();
  }

  /** What the file on the machine holds, as cloud-init would write it. */
  private static JsonNode values(JsonNode planned) throws IOException {
    String encoded = resource(planned, "aws_launch_template.app").at("/user_data").asText();
    String userData = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    JsonNode cloudConfig = JSON.valueToTree(new Yaml().<Object>load(userData));
    assertThat(userData).startsWith("#cloud-config\n");
    assertThat(cloudConfig.at("/write_files")).hasSize(1);
    return JSON.readTree(cloudConfig.at("/write_files/0/content").asText());
  }
}
