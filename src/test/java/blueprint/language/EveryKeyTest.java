package blueprint.language;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.source.Position;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every key of the language, taken from its definition: none can be added without these. */
final class EveryKeyTest {

  private static final List<String> WRONG_KINDS = List.of("[[a]]", "{a: {b: c}}", "~");
  private static final List<String> WRONG_TEXTS =
      List.of(
          "-1",
          "1e3",
          "9999999999",
          "0.5",
          "a b",
          "/../x",
          "Ünïcode!",
          "x;y",
          "a\\b",
          "50%",
          "$(id)",
          "\"\"");

  @Test
  void theCompleteBlueprintWritesEveryKey() throws IOException {
    assertThat(Places.of(Places.complete()).keys()).containsExactlyElementsOf(Places.language());
  }

  @Test
  void theCompleteBlueprintReads() throws IOException {
    assertThat(problems(Places.complete())).isEmpty();
  }

  @Test
  void noTwoMappingsHaveOneName() {
    List<String> names = Places.mappings().stream().map(Shape.Mapping::name).toList();
    Set<Object> types = new HashSet<>();
    Places.mappings().forEach(m -> types.add(m.constructor()));
    assertThat(names).doesNotHaveDuplicates().hasSameSizeAs(types);
  }

  @Test
  void aListAMappingAndNothingAreRefusedWhereAValueBelongs() throws IOException {
    String text = Places.complete();
    for (Places.Place place : Places.of(text).scalars()) {
      for (String wrong : WRONG_KINDS) {
        refused(text, place, wrong);
      }
    }
  }

  @Test
  void aTextOfAnotherFormIsRefusedAtItsPlace() throws IOException {
    String text = Places.complete();
    int tried = 0;
    for (Places.Place place : Places.of(text).scalars()) {
      List<String> wrong = WRONG_TEXTS.stream().filter(w -> !accepts(place.shape(), w)).toList();
      for (String one : wrong) {
        refused(text, place, one);
        tried++;
      }
      boolean free = accepts(place.shape(), "a b") && accepts(place.shape(), "x;y");
      boolean tag = place.path().startsWith(".tags");
      if (!free && !tag) {
        assertThat(wrong.size()).as(place.path() + " refuses " + wrong).isGreaterThanOrEqualTo(5);
      }
    }
    assertThat(tried).isGreaterThan(500);
  }

  @Test
  void oneTypingMistakeInAKeyGetsTheRightSuggestion() {
    int right = 0;
    int all = 0;
    List<String> wrong = new ArrayList<>();
    for (Shape.Mapping mapping : Places.mappings()) {
      List<String> known = mapping.fields().stream().map(Shape.Field::key).toList();
      for (String key : known) {
        for (String typo : typos(key)) {
          if (known.contains(typo)) {
            continue;
          }
          all++;
          if (Suggestions.nearest(typo, known).equals(Optional.of(key))) {
            right++;
          } else {
            wrong.add(typo + " for " + mapping.name() + "." + key);
          }
        }
      }
    }
    assertThat(all).isGreaterThan(1000);
    assertThat(right * 100.0 / all).as("percent; wrong: " + wrong).isGreaterThanOrEqualTo(95);
  }

  @Test
  void aMistypedKeyIsTheOnlyProblemReportedForIt() throws IOException {
    String text = Places.complete().replace("\nregion: ", "\nregoin: ");
    assertThat(problems(text).stream().map(Diagnostic::message).toList())
        .containsExactly("unknown key `regoin`");
  }

  private static boolean accepts(Shape.Scalar shape, String yaml) {
    return shape.parse().apply(yaml.equals("\"\"") ? "" : yaml).isPresent();
  }

  private static void refused(String text, Places.Place place, String wrong) {
    Position at = place.value().span().start();
    List<String> lines = new ArrayList<>(text.lines().toList());
    String line = lines.get(at.line() - 1);
    lines.set(at.line() - 1, line.substring(0, at.column() - 1) + wrong);
    List<Diagnostic> found = problems(String.join("\n", lines) + "\n");
    boolean secret = place.path().startsWith(".secrets");
    assertThat(found)
        .as(place.path() + ": " + wrong)
        .anyMatch(
            problem ->
                secret
                    ? problem.span().start().line() == at.line() - 1
                    : problem.span().start().line() == at.line());
    String names = place.path().replaceAll(".*\\.|\\[]", "");
    assertThat(found.stream().map(Diagnostic::message).collect(Collectors.joining("; ")))
        .as(place.path() + ": " + wrong)
        .matches(
            message ->
                secret || message.contains("`" + names + "`") || message.contains("` is not "));
  }

  private static List<Diagnostic> problems(String text) {
    Diagnostics found = new Diagnostics();
    YamlReader.Document document = YamlReader.read(new SourceFile("b.yaml", text));
    document.problems().stream()
        .map(blueprint.diagnostic.SyntaxDiagnostics::of)
        .forEach(found::add);
    document.root().ifPresent(root -> BlueprintReader.read(root, found));
    return found.sorted();
  }

  /** A letter left out, doubled, swapped with the next or replaced, at every place. */
  private static List<String> typos(String key) {
    List<String> typos = new ArrayList<>();
    for (int i = 0; i < key.length(); i++) {
      String before = key.substring(0, i);
      String after = key.substring(i + 1);
      char letter = key.charAt(i);
      typos.add(before + letter + letter + after);
      typos.add(before + 'q' + after);
      if (key.length() > 2) {
        typos.add(before + after);
      }
      if (i + 1 < key.length() && letter != key.charAt(i + 1)) {
        typos.add(before + key.charAt(i + 1) + letter + key.substring(i + 2));
      }
    }
    return typos;
  }
}
