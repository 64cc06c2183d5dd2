package blueprint.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {

  private static final Map<String, Object> VALUES =
      Map.of(
          "name", "a&b <c> {{name}}",
          "command", Safe.name(Language.SHELL, "exec true"),
          "on", true,
          "off", false,
          "words", List.of("x", "it's"),
          "units", List.of(Map.of("unit", "web"), Map.of("unit", "beat")),
          "none", List.of());

  @Test
  void holesAreQuotedForTheFilesLanguage() {
    assertThat(render("all.mustache", VALUES))
        .isEqualTo(
            """
            echo 'a&b <c> {{name}}'
            exec true
            exec true
            if on 'a&b <c> {{name}}'
            not off
            no none
            word 'x'
            word 'it'\\''s'
            unit 'web'
            unit 'beat'
            """);
  }

  @Test
  void aTemplateRendersTheSameTwice() {
    assertThat(render("all.mustache", VALUES)).isEqualTo(render("all.mustache", VALUES));
  }

  @Test
  void eachVariableIsNeeded() {
    for (String name : VALUES.keySet()) {
      Map<String, Object> less = new HashMap<>(VALUES);
      less.remove(name);

      assertThatThrownBy(() -> render("all.mustache", less))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("strict/all.mustache")
          .hasMessageContaining("`" + name + "`");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leak",
        "method",
        "dotted",
        "pragma",
        "extend",
        "raw",
        "section-of-text",
        "unclosed"
      })
  void whatATemplateMayNotDoIsRefused(String name) {
    assertThatThrownBy(() -> render(name + ".mustache", VALUES))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("strict/" + name + ".mustache");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.mustache", "../secret", "/etc/passwd", "pom.xml", "a//b", ""})
  void onlyTemplatesOfTheClassPathAreRead(String name) {
    assertThatThrownBy(() -> Templates.render(name, Language.SHELL, VALUES))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void valuesOfOtherKindsAreRefused() {
    for (Object value : List.of(1, 3.5, Map.of(1, "a"), List.of(2), Runtime.class)) {
      Map<String, Object> more = new HashMap<>(VALUES);
      more.put("name", value);

      assertThatThrownBy(() -> render("all.mustache", more))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("name");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$x", "`x`", "x;y", "a'b", "a\"b", "a\nb", "a|b", "a\\b", "#x", "*x", "<x>", "%h", "{x}"
      })
  void whatMeansSomethingSomewhereIsNoName(String text) {
    for (Language language : Language.values()) {
      assertThatThrownBy(() -> Safe.name(language, text))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void textOfAnotherLanguageIsNoPartOfALine() {
    List<Safe> parts = List.of(Shell.quote("a"), Systemd.quote("a"));
    assertThatThrownBy(() -> Safe.line(parts)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTemplateInTheWorkingDirectoryIsNotTaken() throws IOException {
    Path planted = Path.of("planted.mustache");
    Files.writeString(planted, "from here");
    try {
      assertThatThrownBy(() -> Templates.render("planted.mustache", Language.SHELL, VALUES))
          .isInstanceOf(IllegalStateException.class);
    } finally {
      Files.delete(planted);
    }
  }

  @Test
  void textThatIsSafeElsewhereIsRefused() {
    Map<String, Object> more = new HashMap<>(VALUES);
    more.put("command", Safe.name(Language.SYSTEMD, "true"));

    assertThatThrownBy(() -> render("all.mustache", more))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`command`");
  }

  @Test
  void textThatTheLanguageCannotHoldIsRefused() {
    Map<String, Object> more = new HashMap<>(VALUES);
    more.put("name", "a\0b");

    assertThatThrownBy(() -> render("all.mustache", more))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`name`");
  }

  private static String render(String name, Map<String, Object> values) {
    return Templates.render("strict/" + name, Language.SHELL, values);
  }
}
