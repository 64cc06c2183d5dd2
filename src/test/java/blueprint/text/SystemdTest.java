package blueprint.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemdTest {

  @Test
  void ordinaryCommandsReadNaturally() {
    assertThat(Systemd.command(List.of("/usr/bin/sentry", "run", "--port=8080", "a:b,c@d")).text())
        .isEqualTo("/usr/bin/sentry run --port=8080 a:b,c@d");
  }

  @Test
  void specifiersVariablesAndSeparatorsAreOnlyText() {
    assertThat(Systemd.quote("%h").text()).isEqualTo("%%h");
    assertThat(Systemd.quote("$HOME").text()).isEqualTo("\"$$HOME\"");
    assertThat(Systemd.quote(";").text()).isEqualTo("\";\"");
    assertThat(Systemd.quote("").text()).isEqualTo("\"\"");
    assertThat(Systemd.quote("a b\\").text()).isEqualTo("\"a b\\\\\"");
    assertThat(Systemd.quote("it's \"it\"").text()).isEqualTo("\"it's \\\"it\\\"\"");
  }

  @Test
  void everyArgumentIsReadBackAsItWas() {
    List<String> words = new ArrayList<>(List.of("/bin/echo"));
    words.addAll(AwkwardStrings.someLines(3000));

    assertThat(split(Systemd.command(words).text())).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\nExecStartPre=/bin/rm", "a\rb", "a\tb", "a\u0000", "a\u007f", "a\u2028b"})
  void controlCharactersAreRefused(String text) {
    assertThatThrownBy(() -> Systemd.quote(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-/bin/true",
        "@/bin/true",
        ":/bin/true",
        "+/bin/true",
        "!/bin/true",
        "|x",
        "",
        "$X"
      })
  void aProgramThatIsASwitchOrAVariableIsRefused(String program) {
    assertThatThrownBy(() -> Systemd.command(List.of(program)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Splits, unquotes and expands a command line as systemd.service(5) says. */
  private static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    int i = 0;
    while (i < line.length()) {
      boolean quoted = line.charAt(i) == '"';
      StringBuilder word = new StringBuilder();
      i += quoted ? 1 : 0;
      while (i < line.length() && line.charAt(i) != (quoted ? '"' : ' ')) {
        char c = line.charAt(i++);
        if (quoted && c == '\\') {
          c = line.charAt(i++);
        } else {
          assertThat(quoted || "'\\;".indexOf(c) < 0).as(line).isTrue();
        }
        word.append(c);
      }
      i += quoted ? 2 : 1;
      String text = word.toString();
      assertThat(text.replace("%%", "").replace("$$", "")).doesNotContain("%", "$");
      words.add(text.replace("%%", "%").replace("$$", "$"));
    }
    return words;
  }
}
