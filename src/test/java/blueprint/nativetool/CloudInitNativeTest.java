package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class CloudInitNativeTest {
  private static final String USER_DATA = "terraform/files/.+-user-data\\.yaml";
  private static final int MOST_BYTES = 16 * 1024;

  @TempDir Path scratch;

  @Test
  void everyUserDataIsValidAsItStands() throws IOException, InterruptedException {
    for (Path file : MachineOutput.files(USER_DATA)) {
      schema(file).succeeded();
    }
  }

  @Test
  void everyUserDataIsValidAndSmallEnoughOnTheMachine() throws IOException, InterruptedException {
    for (Path file : MachineOutput.files(USER_DATA)) {
      String rendered = render(file, Map.of());
      assertThat(rendered.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
      schema(Files.writeString(scratch.resolve("rendered.yaml"), rendered)).succeeded();

      JsonNode written =
          new ObjectMapper(new YAMLFactory()).readTree(rendered).at("/write_files/0");
      JsonNode values = new ObjectMapper().readTree(written.get("content").textValue());
      assertThat(written.get("path").textValue())
          .isEqualTo("/etc/" + values.get("stack").textValue() + "/values.json");
      assertThat(written.get("permissions").textValue()).isEqualTo("0640");
    }
  }

  @Test
  void liveValuesCannotLeaveTheirPlace() throws IOException, InterruptedException {
    String hostile = "a\\nruncmd:\\n  - [rm]\\t# \\\"'${\"<&>\"} é: |";
    Path file = MachineOutput.output("sentry").resolve("terraform/files/app-user-data.yaml");

    JsonNode data =
        new ObjectMapper(new YAMLFactory())
            .readTree(render(file, Map.of("aws_db_instance.db.address", hostile)));

    assertThat(data.at("/runcmd").toString()).isEqualTo("[[\"/usr/local/lib/sentry/start\"]]");
    JsonNode values = new ObjectMapper().readTree(data.at("/write_files/0/content").textValue());
    assertThat(values.at("/settings/json/DATABASES/HOST").textValue())
        .isEqualTo("a\nruncmd:\n  - [rm]\t# \"'<&> é: |");
  }

  @Test
  void aCommandThatIsNoListIsRefused() throws IOException, InterruptedException {
    assertThat(schema(planted("#cloud-config\nruncmd: /usr/local/lib/sentry/start\n")).exit())
        .isNotZero();
  }

  @Test
  void aMisspelledKeyIsRefused() throws IOException, InterruptedException {
    assertThat(schema(planted("#cloud-config\nwrite_files:\n  - paht: /etc/x\n")).exit())
        .isNotZero();
  }

  private String render(Path file, Map<String, String> live)
      throws IOException, InterruptedException {
    String tier = file.getFileName().toString().replace("-user-data.yaml", "");
    Path work = Files.createTempDirectory(scratch, "render");
    return UserData.render(file.getParent().getParent(), tier, live, work);
  }

  private Path planted(String text) throws IOException {
    return Files.writeString(scratch.resolve("planted.yaml"), text);
  }

  private static ToolRun schema(Path file) throws IOException, InterruptedException {
    return ToolRun.of(NativeTools.require("cloud-init"), "schema", "--config-file", file);
  }
}
