package blueprint.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.source.Position;
import blueprint.source.SourceFile;
import blueprint.source.Span;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RenderersTest {

  private static final String SECRET = "plainlyvisible";

  @Test
  void aProblemIsShownWithItsLineAndAHint() {
    assertThat(text(unknownKey("a: 1\n  replcas: 2\n", 2, 3, 10)))
        .isEqualTo(
            """
            shop.yaml:2:3: error[unknown-key]: unknown key `k`
            2 |   replcas: 2
              |   ^^^^^^^
            hint: h

            """);
  }

  @Test
  void columnsCountCharactersNotBytesOrUnits() {
    assertThat(text(unknownKey("é😀: x\n", 1, 5, 6))).contains("\n1 | é😀: x\n  |     ^\n");
  }

  @Test
  void controlAndInvisibleCharactersAreNeverPrinted() {
    String shown = text(unknownKey("a\u001b[2J\u202eb: x\n", 1, 6, 8));
    assertThat(shown).contains("a\\x1b[2J\\u202eb").doesNotContain("\u001b", "\u202e");
    assertThat(shown).contains("  |         ^^^^^^^");
  }

  @Test
  void coloursAreForTerminals() {
    List<Diagnostic> problems = List.of(unknownKey("a: 1\n", 1, 1, 2));
    assertThat(new TextRenderer(true).render(problems)).contains("\u001b[31merror[unknown-key]");
    assertThat(new TextRenderer(false).render(problems)).doesNotContain("\u001b");
  }

  @Test
  void afterFiftyProblemsTheRestIsCounted() {
    List<Diagnostic> problems =
        IntStream.range(0, 53).mapToObj(i -> unknownKey("a: 1\n", 1, 1, 2)).toList();
    assertThat(new TextRenderer(false).render(problems)).endsWith("and 3 more\n");
  }

  @Test
  void noWarningKeepsAnErrorFromBeingShown() {
    Span span = unknownKey("a: 1\n", 1, 1, 2).span();
    List<Diagnostic> problems = new ArrayList<>();
    for (int i = 0; i < 53; i++) {
      problems.add(Diagnostic.of(Code.UNUSED_IMAGE, span, "image" + i));
    }
    problems.add(unknownKey("a: 1\n", 1, 1, 2));

    assertThat(new TextRenderer(false).render(problems))
        .contains("error[unknown-key]", "`image48`")
        .doesNotContain("`image49`")
        .endsWith("and 4 more\n");
  }

  @Test
  void aSecretIsShownByNeitherRenderer() {
    for (String line :
        List.of(
            "password: " + SECRET,
            "  DB_PASSWORD: \"" + SECRET + "\"",
            "env: {name: x, apiToken: " + SECRET + "}",
            "\"client_secret\" : '" + SECRET + "'",
            "run: TOKEN=" + SECRET + " ./install",
            "url: amqp://shop:" + SECRET + "@example.org")) {
      SourceFile file = new SourceFile("shop.yaml", line + "\n");
      Span span = new Span(file, Position.START, new Position(1, line.length() + 1));
      String value = line.contains("amqp") ? line : SECRET;
      for (Code code : List.of(Code.INVALID_VALUE, Code.YAML_ALIAS, Code.LITERAL_SECRET)) {
        String word = code == Code.LITERAL_SECRET ? "key" : value;
        List<Diagnostic> problems = List.of(Diagnostic.of(code, span, word, "a port"));
        assertThat(new TextRenderer(false).render(problems)).as(line).doesNotContain(SECRET);
        assertThat(JsonRenderer.render(problems)).as(line).doesNotContain(SECRET);
      }
    }
  }

  @Test
  void aReferenceToASecretIsShown() {
    assertThat(text(unknownKey("PASSWORD: ${db.password} # theirs\n", 1, 1, 9)))
        .contains("PASSWORD: ${db.password}");
  }

  @Test
  void machinesGetOneVersionedDocument() throws IOException {
    JsonNode document =
        JsonMapper.builder()
            .build()
            .readTree(JsonRenderer.render(List.of(unknownKey("a: 1\n", 1, 1, 2))));
    assertThat(document.get("version").asInt()).isEqualTo(1);
    JsonNode problem = document.get("diagnostics").get(0);
    assertThat(problem.get("code").asText()).isEqualTo("unknown-key");
    assertThat(problem.get("severity").asText()).isEqualTo("error");
    assertThat(problem.get("at").get("line").asInt()).isEqualTo(1);
    assertThat(problem.get("hint").asText()).isEqualTo("h");
  }

  private static Diagnostic unknownKey(String text, int line, int from, int to) {
    SourceFile file = new SourceFile("shop.yaml", text);
    Span span = new Span(file, new Position(line, from), new Position(line, to));
    return Diagnostic.of(Code.UNKNOWN_KEY, span, "k").suggesting(java.util.Optional.of("h"));
  }

  private static String text(Diagnostic problem) {
    return new TextRenderer(false).render(List.of(problem));
  }
}
