package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class StartNativeTest {
  @TempDir Path work;
  private MachinePrograms machine;
  private Path systemctl;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    Path units = MachineOutput.imageFiles("sentry", "sentry-demo").resolve("etc/systemd/system");
    machine =
        MachinePrograms.ofSentry(LocalAws.empty(), work)
            .with("start", "\"/etc/systemd/system\"", "\"" + units + "\"");
    systemctl = machine.recordSystemctl();
  }

  @Test
  void theServicesOfThisMachineAreStartedAndNoOthers() throws IOException, InterruptedException {
    roles("\"application\", \"beat\"");

    ToolRun run = machine.run("start").succeeded();

    assertThat(systemctl)
        .hasContent(
            "--no-block enable --now sentry-settings.timer sentry-logs.service"
                + " sentry-application.service sentry-beat.service");
    assertThat(run.err()).startsWith("started sentry-settings.timer");
  }

  @Test
  void aServiceThatTheImageLacksIsAnErrorAndNothingStarts()
      throws IOException, InterruptedException {
    roles("\"application\", \"mailer\"");

    ToolRun run = machine.run("start");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("this image has no service mailer\n");
    assertThat(systemctl).doesNotExist();
  }

  @Test
  void whatSystemctlSaysIsTheResult() throws IOException, InterruptedException {
    roles("\"worker\"");
    machine.command("systemctl", "#!/bin/sh\nexit 5\n");

    ToolRun run = machine.run("start");

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err()).startsWith("could not start");
  }

  @Test
  void theStackIsToldOnlyWhereItWaits() throws IOException, InterruptedException {
    Path image = MachineOutput.imageFiles("reporting", "web");
    Path other = Files.createDirectory(work.resolve("other"));
    machine =
        new MachinePrograms(LocalAws.empty(), image, other)
            .with(
                "start",
                "\"/etc/systemd/system\"",
                "\"" + image.resolve("etc/systemd/system") + "\"");
    systemctl = machine.recordSystemctl();
    machine.values("{\"roles\": [\"site\"]}");
    machine.run("start").succeeded();
    machine.values("{\"roles\": [\"site\"], \"signal\": {}}");
    machine.run("start").succeeded();

    assertThat(systemctl)
        .hasContent(
            """
            --no-block enable --now reporting-logs.service reporting-site.service
            --no-block enable --now reporting-logs.service reporting-site.service \
            reporting-report.service""");
  }

  private void roles(String roles) throws IOException {
    machine.values("{\"stack\": \"sentry\", \"roles\": [" + roles + "]}");
  }
}
