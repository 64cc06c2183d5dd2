package blueprint.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HclTest {

  @Test
  void whateverTheTextIsTheStringEvaluatesToIt() {
    for (String text : AwkwardStrings.some(3000)) {
      assertThat(MiniHcl.evaluate(Hcl.quote(text).text())).isEqualTo(text);
    }
  }

  @Test
  void textBeforeAnInterpolationStaysText() {
    for (String text : AwkwardStrings.some(3000)) {
      String written = "\"" + Hcl.beforeInterpolation(text) + "${\"x\"}\"";
      assertThat(MiniHcl.evaluate(written)).as(written).isEqualTo(text + "x");
    }
  }

  @Test
  void ordinaryTextIsWrittenAsItIs() {
    assertThat(Hcl.quote("sentry-app: 100 % ($5)").text()).isEqualTo("\"sentry-app: 100 % ($5)\"");
  }

  @Test
  void interpolationsAndDirectivesAreEscaped() {
    assertThat(Hcl.quote("${file(\"x\")}%{if true}").text())
        .isEqualTo("\"$${file(\\\"x\\\")}%%{if true}\"");
  }

  @Test
  void aHereDocumentsEndIsOnlyText() {
    assertThat(Hcl.quote("a\nEOT\n}").text()).isEqualTo("\"a\\nEOT\\n}\"");
  }

  @Test
  void halfACharacterIsRefused() {
    assertThatThrownBy(() -> Hcl.quote("a\ud800b")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theReaderOfTheseTestsRefusesWhatIsNotEscaped() {
    assertThatThrownBy(() -> MiniHcl.evaluate("\"${x}\"")).hasMessageContaining("interpolation");
    assertThatThrownBy(() -> MiniHcl.evaluate("\"%{x}\"")).hasMessageContaining("interpolation");
    assertThatThrownBy(() -> MiniHcl.evaluate("\"a\" b")).hasMessageContaining("ends early");
    assertThatThrownBy(() -> MiniHcl.evaluate("\"a\n\"")).hasMessageContaining("line break");
  }
}
