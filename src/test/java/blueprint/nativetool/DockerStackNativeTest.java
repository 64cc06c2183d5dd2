package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.cli.Main;
import blueprint.compile.HostilePayloads;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Docker reads the stack files, and whatever its environment holds changes nothing in them. */
@Tag("native")
final class DockerStackNativeTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path COMMITTED = Path.of("out/dashboard/swarm/docker-stack.yml");

  @TempDir Path scratch;

  @Test
  void dockerReadsTheCommittedFile() throws IOException, InterruptedException {
    JsonNode stack = config(COMMITTED, Map.of());

    assertThat(stack.at("/services").size()).isEqualTo(2);
    assertThat(stack.at("/services/dash-back/secrets/0/source").asText()).isEqualTo("aws_db");
    assertThat(stack.at("/services/dash-front/deploy/update_config/failure_action").asText())
        .isEqualTo("rollback");
  }

  @Test
  void whatTheShellHoldsChangesNothing() throws IOException, InterruptedException {
    Path file = generate(HostilePayloads.all());
    Map<String, String> hostile =
        Map.of("HOME", "INJECTED", "X", "INJECTED", "PATH_X", "INJECTED", "TAG", "INJECTED");

    JsonNode empty = config(file, Map.of());

    assertThat(config(file, hostile)).isEqualTo(empty);
    assertThat(config(COMMITTED, hostile)).isEqualTo(config(COMMITTED, Map.of()));
    assertThat(empty.toString()).doesNotContain("INJECTED");
  }

  @Test
  void dockerReadsTextAsItWasWritten() throws IOException, InterruptedException {
    List<String> payloads = HostilePayloads.all();

    JsonNode environment = config(generate(payloads), Map.of()).at("/services/web/environment");

    for (int i = 0; i < payloads.size(); i++) {
      assertThat(asPrinted(environment.get("TEXT_" + i).asText()))
          .as("TEXT_" + i)
          .isEqualTo(asPrinted(payloads.get(i)));
    }
  }

  /** Docker's writer, not its reader, may lose line ends that a text begins with. */
  private static String asPrinted(String text) {
    return text.replaceFirst("^\n+", "");
  }

  @Test
  void aPlantedVariableIsNoticed() throws IOException, InterruptedException {
    String text = Files.readString(COMMITTED).replace("example/dash-back:1.1.2", "\"x:${TAG:-1}\"");
    Path planted = Files.writeString(scratch.resolve("planted.yml"), text);

    assertThat(config(planted, Map.of("TAG", "2"))).isNotEqualTo(config(planted, Map.of()));
  }

  @Test
  void versionsOfSecretsAreLaidOverTheFile() throws IOException, InterruptedException {
    Path versions =
        Files.writeString(
            scratch.resolve("versions.json"),
            "{\"version\": \"3.8\", \"secrets\": {\"aws_db\":"
                + " {\"external\": true, \"name\": \"aws_db_0123456789ab\"}}}");
    ToolRun run = docker(Map.of(), "-c", COMMITTED, "-c", versions);

    assertThat(YAML.readTree(run.succeeded().out()).at("/secrets/aws_db/name").asText())
        .isEqualTo("aws_db_0123456789ab");
  }

  private Path generate(List<String> payloads) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            blueprint: 1
            name: shop
            region: eu-west-1
            network: {zones: 3}
            images: {docker: {from: ubuntu-24.04}}
            tiers:
              swarm:
                swarm:
                  image: docker
                  workers: {min: 2}
                  services:
                    web:
                      image: shop/web:1
                      env:
            """);
    for (int i = 0; i < payloads.size(); i++) {
      String payload = payloads.get(i).replace("$", "$$");
      text.append("            TEXT_" + i + ": " + HostilePayloads.yaml(payload) + "\n");
    }
    Path file = Files.writeString(scratch.resolve("shop.yaml"), text);
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int exit =
        Main.run(
            out, out, "generate", file.toString(), "--output", scratch.resolve("out").toString());
    assertThat(exit).as(said.toString()).isZero();
    return scratch.resolve("out/shop/swarm/docker-stack.yml");
  }

  /** As {@code docker stack config} prints it, in an environment that holds these and no more. */
  private static JsonNode config(Path file, Map<String, String> environment)
      throws IOException, InterruptedException {
    return JSON.readTree(
        JSON.writeValueAsString(YAML.readTree(docker(environment, "-c", file).succeeded().out())));
  }

  private static ToolRun docker(Map<String, String> environment, Object... files)
      throws IOException, InterruptedException {
    NativeTools.require(
        ToolRun.of(NativeTools.require("docker"), "stack", "--help").out().contains("config"),
        "docker stack config",
        "this docker is older than 24, and its command line cannot show a stack file");
    List<Object> command = new ArrayList<>(List.of("env", "-i"));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of(NativeTools.require("docker"), "stack", "config"));
    command.addAll(List.of(files));
    return ToolRun.in(Path.of(""), Map.of(), Duration.ofMinutes(1), command.toArray());
  }
}
