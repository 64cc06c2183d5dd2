package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.cli.Main;
import blueprint.compile.HostilePayloads;
import blueprint.diagnostic.SecretText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All payloads in one blueprint, in each field that takes free text ({@code HostileFieldsTest}
 * finds those), read back by the programs that will read them: Terraform and Python, bash and dash,
 * systemd.
 */
@Tag("native")
class HostilePayloadsNativeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PAYLOADS = HostilePayloads.all();
  private static final List<String> LINES =
      PAYLOADS.stream().filter(text -> text.chars().noneMatch(Character::isISOControl)).toList();
  private static final List<String> COMMANDS =
      PAYLOADS.stream().filter(text -> !text.isBlank()).toList();
  private static final int TIER = 60;

  /** The most characters of a tag's key; a YAML reader takes about a thousand. */
  private static final int KEY = 128;

  @TempDir Path directory;

  @Test
  void terraformAndPythonReadSettingsVariablesAndOverrides()
      throws IOException, InterruptedException {
    NativeTools.require("terraform", "aws-provider", "moto_server", "python3");
    generate();
    JsonNode planned;
    try (MotoServer server = MotoServer.start()) {
      planned = plan(server);
    }

    StringBuilder document = new StringBuilder();
    for (int i = 0; !parameter(planned, i).isMissingNode(); i++) {
      document.append(parameter(planned, i).asText());
    }
    ObjectNode given = JSON.createObjectNode();
    given.put("settings", document.toString());
    ArrayNode machines = given.putArray("user_data");
    for (int i = 0; i * TIER < PAYLOADS.size(); i++) {
      machines.add(resource(planned, "aws_launch_template.app" + i).at("/user_data").asText());
    }
    JsonNode read = python(given);

    assertThat(read.at("/settings")).isEqualTo(settings());
    Map<String, String> variables = new TreeMap<>();
    for (int i = 0; i < PAYLOADS.size(); i++) {
      variables.put("TEXT_" + i, PAYLOADS.get(i));
    }
    assertThat(read.at("/variables")).isEqualTo(JSON.valueToTree(variables));
    JsonNode tags = resource(planned, "aws_cloudwatch_log_group.app0").at("/tags");
    assertThat(tags.size()).isGreaterThan(300);
    tags.properties().forEach(tag -> assertThat(tag.getValue().asText()).isEqualTo(tag.getKey()));
  }

  @Test
  void filesOfARecipeHoldTheirText() throws IOException {
    generate();

    for (int i = 0; i < PAYLOADS.size(); i++) {
      String text = PAYLOADS.get(i);
      String lines = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
      Path file = directory.resolve("out/hostile/packer/files/files/app/file" + i);
      assertThat(Files.readString(file)).isEqualTo(lines);
    }
  }

  @Test
  void bashAndDashReadEveryCommandOfARecipe() throws IOException, InterruptedException {
    generate();
    String script = Files.readString(directory.resolve("out/hostile/packer/scripts/runs.sh"));
    String steps = script.substring(script.indexOf("\nstep '"), script.indexOf("\nunits_before="));
    String functions = "run() { printf '%s\\0' \"$1\"; }\n";
    for (String other : List.of("step", "packages", "group", "user", "directory", "file")) {
      functions += other + "() { :; }\n";
    }
    Files.writeString(directory.resolve("steps"), functions + steps + "\n");

    for (String shell : List.of("bash", "dash")) {
      ToolRun run =
          ToolRun.in(
              directory, Map.of(), Duration.ofMinutes(1), NativeTools.require(shell), "steps");

      assertThat(run.err()).as(shell).isEmpty();
      assertThat(List.of(run.succeeded().out().split("\0", -1)).subList(0, COMMANDS.size()))
          .as(shell)
          .isEqualTo(COMMANDS.stream().map(String::strip).toList());
    }
  }

  @Test
  void systemdReadsEveryArgumentOfAService() throws IOException, InterruptedException {
    generate();
    Path units = directory.resolve("out/hostile/packer/files/files/etc/systemd/system");

    List<String> words = SystemdWords.of(units.resolve("hostile-web0.service"), directory);

    assertThat(words.get(0)).isEqualTo("/app/web");
    assertThat(words.subList(1, words.size()))
        .containsExactlyElementsOf(LINES.stream().map(text -> text.replace("$", "$$")).toList());
  }

  // ---- The blueprint

  private static ObjectNode settings() {
    ObjectNode settings = JSON.createObjectNode();
    ArrayNode values = settings.putArray("values");
    ObjectNode keys = settings.putObject("keys");
    PAYLOADS.forEach(values::add);
    PAYLOADS.stream()
        .filter(HostilePayloadsNativeTest::isKey)
        .forEach(payload -> keys.put(payload, payload));
    return settings;
  }

  /** Below the name of a secret, any text is one. */
  private static boolean isKey(String payload) {
    return !SecretText.isNamedBy(payload) && payload.length() <= KEY;
  }

  private void generate() throws IOException {
    StringBuilder yaml =
        new StringBuilder(
            """
            blueprint: 1
            name: hostile
            region: eu-west-1
            network: {zones: 1, nat: single}
            images:
              files:
                from: ubuntu-24.04
                recipe:
                  - user: web
                  - {file: /app/web, content: exec sleep 1d, mode: "0755"}
            """);
    for (int i = 0; i < PAYLOADS.size(); i++) {
      String content = HostilePayloads.yaml(PAYLOADS.get(i));
      yaml.append("      - {file: /app/file%d, content: %s}\n".formatted(i, content));
    }
    yaml.append("  runs:\n    from: ubuntu-24.04\n    recipe:\n      - user: web\n");
    yaml.append("      - {file: /app/web, content: exec sleep 1d, mode: \"0755\"}\n");
    COMMANDS.forEach(
        command -> yaml.append("      - run: %s\n".formatted(HostilePayloads.yaml(command))));
    yaml.append("tiers:\n");
    for (int i = 0; i * TIER < PAYLOADS.size(); i++) {
      tier(i, yaml);
    }
    yaml.append(
        """
          other:
            instances:
              image: runs
              subnet: 10.0.100.0/24
              services: {web: {run: /app/web, user: web}}
        """);
    ObjectNode tags = JSON.createObjectNode();
    COMMANDS.stream()
        .filter(HostilePayloadsNativeTest::isKey)
        .forEach(payload -> tags.put(payload, payload));
    yaml.append("overrides:\n  terraform:\n    aws_cloudwatch_log_group.app0: {tags: ")
        .append(JSON.writeValueAsString(HostileTextNativeTest.doubled(tags)))
        .append("}\n");
    Path file = Files.writeString(directory.resolve("hostile.yaml"), yaml);
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

  private static void tier(int number, StringBuilder yaml) throws IOException {
    String command =
        number > 0
            ? "/app/web"
            : LINES.stream().reduce("/app/web", (all, word) -> all + " " + quoted(word));
    yaml.append("  app%d:\n    instances:\n      image: files\n".formatted(number));
    yaml.append("      subnet: 10.0.%d.0/24\n".formatted(number));
    if (number == 0) {
      String json = JSON.writeValueAsString(HostileTextNativeTest.doubled(settings()));
      yaml.append("      settings: {file: /app/settings.json, json: %s}\n".formatted(json));
    }
    yaml.append("      env:\n");
    for (int i = number * TIER; i < Math.min((number + 1) * TIER, PAYLOADS.size()); i++) {
      String value = HostilePayloads.yaml(PAYLOADS.get(i).replace("$", "$$"));
      yaml.append("        TEXT_%d: %s\n".formatted(i, value));
    }
    String run = HostilePayloads.yaml(command);
    yaml.append("      services: {web%d: {run: %s, user: web}}\n".formatted(number, run));
  }

  /** A word of a command: in quotes of the one kind, with those of the other kind around it. */
  private static String quoted(String word) {
    return "'" + word.replace("'", "'\"'\"'") + "'";
  }

  // ---- What others make of it

  private JsonNode plan(MotoServer server) throws IOException, InterruptedException {
    TerraformRunner terraform =
        TerraformRunner.against(
            server,
            directory.resolve("out/hostile/terraform"),
            Files.createDirectory(directory.resolve("work")));
    terraform.init().succeeded();
    List<String> options = new ArrayList<>(List.of("-parallelism=30", "-out=made"));
    Stream.of("files", "runs")
        .forEach(image -> options.add("-var=" + image + "_image_id=ami-0123456789abcdef0"));
    ToolRun run = terraform.plan(options.toArray(String[]::new));
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(2);
    return JSON.readTree(terraform.show("made").succeeded().out());
  }

  private static JsonNode parameter(JsonNode planned, int number) {
    return resource(planned, "aws_ssm_parameter.app0_settings[" + number + "]").at("/value");
  }

  private static JsonNode resource(JsonNode planned, String address) {
    for (JsonNode resource : planned.at("/planned_values/root_module/resources")) {
      if (resource.at("/address").asText().equals(address)) {
        return resource.at("/values");
      }
    }
    return JSON.missingNode();
  }

  /**
   * What PyYAML, which cloud-init reads with, and Python's JSON find; no key may be there twice.
   */
  private JsonNode python(JsonNode given) throws IOException, InterruptedException {
    Files.write(directory.resolve("given"), JSON.writeValueAsBytes(given));
    Files.writeString(
        directory.resolve("program.py"),
        """
        import base64, json, yaml
        def once(pairs):
            assert len(dict(pairs)) == len(pairs)
            return dict(pairs)
        def load(text):
            return json.loads(text, object_pairs_hook=once)
        given = load(open("given", encoding="utf-8").read())
        found = {"settings": load(given["settings"]), "variables": {}}
        for machine in given["user_data"]:
            config = yaml.safe_load(base64.b64decode(machine))
            [file] = config["write_files"]
            for variable in load(file["content"])["environment"]:
                found["variables"][variable["name"]] = "".join(variable["parts"])
        json.dump(found, open("found", "w"))
        """);
    Path python = NativeTools.require("moto_server").resolveSibling("python");
    ToolRun.in(directory, Map.of("PYTHONUTF8", "1"), Duration.ofMinutes(1), python, "program.py")
        .succeeded();
    return JSON.readTree(directory.resolve("found").toFile());
  }
}
