package blueprint.nativetool;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class SettingsNativeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CANARY = "p\"4\\$/ä-canary";
  @TempDir Path work;
  private StoredSecrets secrets;
  private MachinePrograms machine;
  private Path settings;
  private Path systemctl;
  private String group;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    MotoServer aws = LocalAws.empty();
    secrets = new StoredSecrets(aws);
    settings = Files.createDirectory(work.resolve("written")).resolve("settings.json");
    machine = MachinePrograms.ofSentry(aws, work);
    systemctl = machine.recordSystemctl();
    group = ToolRun.of("id", "-gn").succeeded().out().strip();
  }

  @Test
  void secretsAreFilledInAndNeverSaid() throws IOException, InterruptedException {
    String database =
        secrets.create("database", JSON.writeValueAsString(Map.of("password", CANARY)));
    String whole = secrets.create("whole", "whole-canary");
    secrets.parameter("/sentry/mail", "SecureString", "mail-canary");
    String ssm = "arn:aws:ssm:eu-west-1:123456789012:parameter/sentry/mail";
    valuesWith(
        """
        "json": {"HOST": "h", "PORT": 5432, "PASSWORD": null, "URL": null, "MORE": [null, 1]},
        "secrets": [
          {"at": ["PASSWORD"], "parts": [{"secret": "%1$s", "key": "password"}]},
          {"at": ["URL"], "parts": [
            "x://", {"secret": "%1$s", "key": "password", "encode": "url"}, "@",
            {"secret": "%2$s"}]},
          {"at": ["MORE", 0], "parts": [{"secret": "%3$s"}]}]
        """
            .formatted(database, whole, ssm));

    ToolRun run = machine.run("settings").succeeded();

    assertThat(JSON.readTree(settings.toFile()))
        .isEqualTo(
            JSON.readTree(
                """
                {"HOST": "h", "PORT": 5432, "PASSWORD": "p\\"4\\\\$/ä-canary",
                 "URL": "x://p%224%5C%24%2F%C3%A4-canary@whole-canary", "MORE": ["mail-canary", 1]}
                """));
    PosixFileAttributes attributes = Files.readAttributes(settings, PosixFileAttributes.class);
    assertThat(attributes.permissions()).isEqualTo(fromString("rw-r-----"));
    assertThat(attributes.group().getName()).isEqualTo(group);
    assertThat(run.out() + run.err()).contains("wrote").doesNotContain("canary");
    assertThat(systemctl).doesNotExist();
  }

  @Test
  void aChangedSecretRestartsTheServicesAndAnUnreachableOneDoesNot()
      throws IOException, InterruptedException {
    String arn = secrets.create("database", "{\"password\": \"first\"}");
    valuesWith(onlyThePassword(arn));
    machine.run("settings").succeeded();
    Object inode = Files.getAttribute(settings, "unix:ino");

    assertThat(machine.run("settings").succeeded().err()).isEmpty();
    assertThat(Files.getAttribute(settings, "unix:ino")).isEqualTo(inode);
    assertThat(systemctl).doesNotExist();

    secrets.change(arn, "{\"password\": \"second\"}");
    machine.run("settings").succeeded();
    assertThat(settings).content().contains("second");
    String told = "--no-block try-restart sentry-application.service sentry-worker.service\n";
    assertThat(systemctl).hasContent(told.strip());

    ToolRun away = machine.run(MachinePrograms.unreachable(), "settings").succeeded();
    assertThat(away.err()).contains("kept everything as it is");
    secrets.change(arn, "{\"other\": \"canary\"}");
    assertThat(machine.run("settings").succeeded().err()).contains("kept").doesNotContain("canary");
    assertThat(settings).content().contains("second");
    assertThat(systemctl).hasContent(told.strip());
  }

  @Test
  void theFirstBootWaitsForItsSecrets() throws Exception {
    String arn = secrets.create("database", "{\"other\": \"canary\"}");
    valuesWith(onlyThePassword(arn));

    try (RunningProgram first = machine.start(Map.of(), "settings")) {
      first.until(() -> first.output().contains("next try in 2 s"));
      secrets.change(arn, "{\"password\": \"there\"}");

      assertThat(first.exit()).isZero();
      assertThat(first.output()).doesNotContain("canary");
    }
    assertThat(settings).content().contains("there");
    assertThat(settings.getParent().toFile().list()).containsExactly("settings.json");
  }

  @Test
  void largeSettingsComeFromParameters() throws IOException, InterruptedException {
    secrets.parameter("/sentry/0", "String", "{\"A\": [1, 2.5], \"B\": ");
    secrets.parameter("/sentry/1", "String", "\"ü\"}");
    valuesWith("\"parameters\": [\"/sentry/0\", \"/sentry/1\"], \"secrets\": []");

    machine.run("settings").succeeded();

    assertThat(JSON.readTree(settings.toFile()))
        .isEqualTo(JSON.readTree("{\"A\": [1, 2.5], \"B\": \"ü\"}"));
  }

  private void valuesWith(String members) throws IOException {
    machine.values(
        """
        {"stack": "sentry", "tier": "app", "region": "eu-west-1", "group": "%s",
         "roles": ["application", "worker"], "settings": {"file": "%s", %s}}
        """
            .formatted(group, settings, members));
  }

  private static String onlyThePassword(String arn) {
    return """
        "json": {"PASSWORD": null},
        "secrets": [{"at": ["PASSWORD"], "parts": [{"secret": "%s", "key": "password"}]}]
        """
        .formatted(arn);
  }
}
