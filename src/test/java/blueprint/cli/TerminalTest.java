package blueprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Colour, the status line and exit codes: what people see beside results. */
final class TerminalTest {

  @Test
  void colourBelongsOnATerminalUnlessSomebodyRefusesIt() {
    assertThat(colours(true, Map.of())).isTrue();
    assertThat(colours(false, Map.of())).isFalse();
    assertThat(colours(true, Map.of("TERM", "dumb"))).isFalse();
    assertThat(colours(true, Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(colours(true, Map.of("NO_COLOR", ""))).isTrue();
    assertThat(colours(false, Map.of("CLICOLOR_FORCE", "1"))).isTrue();
    assertThat(colours(false, Map.of("CLICOLOR_FORCE", "0"))).isFalse();
    assertThat(colours(true, Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1"))).isFalse();
  }

  @Test
  void aStatusLineComesAfterASecondAndGoesWhenTheWorkIsDone() {
    StringWriter shown = new StringWriter();
    Report report =
        new Report(
            Report.Format.TEXT, new Terminal(true, true, false), new PrintWriter(shown, true));
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            report.during(
                "compiling shop.yaml",
                () -> {
                  while (!shown.toString().contains("...")) {
                    Thread.onSpinWait();
                  }
                  return "done";
                }));
    assertThat(shown.toString()).isEqualTo("compiling shop.yaml ...\r\u001b[K");
  }

  @Test
  void whatIsDoneAtOnceHasNoStatusLine() {
    StringWriter shown = new StringWriter();
    Terminal terminal = new Terminal(true, true, false);
    new Report(Report.Format.TEXT, terminal, new PrintWriter(shown, true))
        .during("compiling", () -> "done");
    assertThat(shown.toString()).isEmpty();
  }

  @Test
  void theReadmeAndTheHelpSayTheSameExitCodes() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    String help = Ran.of("--help").out();
    ExitCode.meanings()
        .forEach(
            (code, meaning) -> {
              assertThat(readme).contains("| " + code + " | " + meaning + " |");
              assertThat(help).contains(code + "  " + meaning);
            });
  }

  private static boolean colours(boolean terminal, Map<String, String> environment) {
    return Terminal.of(true, terminal, environment).colours();
  }
}
