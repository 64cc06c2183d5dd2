package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.text.AwkwardStrings;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The environment file, read by systemd itself: it reads os-release with the same parser, and
 * systemd-tmpfiles writes a field of that, {@code %B}, to a file.
 */
@Tag("native")
class EnvironmentNativeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COUNT = 100;
  @TempDir Path work;
  private MotoServer aws;
  private MachinePrograms machine;
  private Path file;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    NativeTools.require("systemd-tmpfiles");
    aws = LocalAws.empty();
    file = Files.createDirectory(work.resolve("run")).resolve("environment");
    machine = MachinePrograms.ofSentry(aws, work).with("settings", "/run/sentry/environment", file);
    machine.recordSystemctl();
  }

  @Test
  void everyTextIsReadBackBySystemdAsItWas() throws IOException, InterruptedException {
    List<String> texts = texts();
    render(texts);

    for (int i = 0; i < texts.size(); i++) {
      assertThat(readBySystemd(i)).as(name(i)).isEqualTo(texts.get(i));
    }
  }

  @Test
  void aTextWithoutEscapesWouldNotBeReadBack() throws IOException, InterruptedException {
    machine.with("settings", ".translate(ESCAPES)", "");
    render(List.of("a\"b"));

    assertThat(readBySystemd(0)).isNotEqualTo("a\"b");
  }

  @Test
  void secretsFromBothServicesAreUsed() throws IOException, InterruptedException {
    StoredSecrets secrets = new StoredSecrets(aws);
    String arn = secrets.create("database", "{\"password\": \"p/$\\\"\"}");
    secrets.parameter("/sentry/key", "SecureString", "k\\");
    values(
        List.of(
            variable(
                0,
                List.of(
                    "postgres://u:",
                    Map.of("secret", arn, "key", "password", "encode", "url"),
                    "@h:5432/d")),
            variable(
                1, List.of(Map.of("secret", "arn:aws:ssm:eu-west-1:1:parameter/sentry/key")))));

    ToolRun run = machine.run("settings").succeeded();

    assertThat(readBySystemd(0)).isEqualTo("postgres://u:p%2F%24%22@h:5432/d");
    assertThat(readBySystemd(1)).isEqualTo("k\\");
    assertThat(run.err()).doesNotContain("p%2F").doesNotContain("k\\");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(3); // rw-r-----
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>(AwkwardStrings.some(COUNT));
    texts.addAll(
        List.of("", " ", "#a", ";a", "\\", "a\\\nb", "\"", "'a'", "$(a) `b` $c ${d}", "%h"));
    return texts;
  }

  private void render(List<String> texts) throws IOException, InterruptedException {
    List<Object> variables = new ArrayList<>();
    for (String text : texts) {
      variables.add(variable(variables.size(), List.of(text)));
    }
    values(variables);
    machine.run("settings").succeeded();
  }

  private void values(List<Object> variables) throws IOException, InterruptedException {
    String group = ToolRun.of("id", "-gn").succeeded().out().strip();
    machine.values(
        JSON.writeValueAsString(
            Map.of(
                "region",
                "eu-west-1",
                "group",
                group,
                "roles",
                List.of("worker"),
                "environment",
                variables)));
  }

  private static Object variable(int number, List<Object> parts) {
    return Map.of("name", name(number), "parts", parts);
  }

  private static String name(int number) {
    return "VARIABLE_" + number + "_";
  }

  private String readBySystemd(int number) throws IOException, InterruptedException {
    Path root = Files.createTempDirectory(work, "root");
    Files.createDirectory(root.resolve("etc"));
    Files.writeString(
        root.resolve("etc/os-release"),
        Files.readString(file).replace(name(number) + "=", "BUILD_ID="));
    Path rules = Files.writeString(root.resolve("rules.conf"), "f /value - - - - %B\n");
    ToolRun.of(NativeTools.require("systemd-tmpfiles"), "--root=" + root, "--create", rules)
        .succeeded();
    return Files.readString(root.resolve("value"));
  }
}
