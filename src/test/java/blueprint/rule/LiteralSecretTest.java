package blueprint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.JsonRenderer;
import blueprint.diagnostic.TextRenderer;
import blueprint.language.BlueprintReader;
import blueprint.language.Places;
import blueprint.source.Position;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every key of the language against every known form of a secret. */
final class LiteralSecretTest {

  private static final Path SECRETS = Path.of("src/test/resources/secrets");

  @Test
  void aSecretIsRefusedInEveryFieldAndNeverShown() throws IOException {
    String text = Places.complete();
    int taken = 0;
    int number = 0;
    for (Places.Place place : Places.of(text).scalars()) {
      for (String secret : lines("refused.txt")) {
        if (!place.accepts(secret) && number++ % 17 != 0) { // refused by its form: some, in time
          continue;
        }
        String shown = problems(replaced(text, place, secret));
        int line = place.value().span().start().line();
        boolean inSecrets = place.path().startsWith(".secrets"); // refused as a whole, one line up
        assertThat(shown)
            .as(place.path() + ": " + secret)
            .contains("error[", ":" + (inSecrets ? line - 1 : line) + ":");
        assertThat(shown).as(place.path()).doesNotContain(secret, secret.substring(10));
        taken += shown.contains("literal-secret") ? 1 : 0;
      }
    }
    assertThat(taken).as("secrets that the field's own form would have taken").isGreaterThan(200);
  }

  @Test
  void hashesAndIdentifiersAreTakenWhereTextBelongs() throws IOException {
    String text = Places.complete();
    int tried = 0;
    int number = 0;
    for (Places.Place place : Places.of(text).scalars()) {
      for (String harmless : lines("harmless.txt")) {
        if (place.accepts(harmless) && number++ % 3 == 0) {
          assertThat(problems(replaced(text, place, harmless)))
              .as(place.path() + ": " + harmless)
              .doesNotContain("literal-secret");
          tried++;
        }
      }
    }
    assertThat(tried).isGreaterThan(400);
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(SECRETS.resolve(file)).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replace("·", ""))
        .toList();
  }

  private static String replaced(String text, Places.Place place, String value) {
    Position at = place.value().span().start();
    List<String> lines = new ArrayList<>(text.lines().toList());
    String quoted = "'" + value.replace("'", "''") + "'";
    lines.set(at.line() - 1, lines.get(at.line() - 1).substring(0, at.column() - 1) + quoted);
    return String.join("\n", lines) + "\n";
  }

  /** As people and as machines are told. */
  private static String problems(String text) {
    Diagnostics found = new Diagnostics();
    YamlReader.read(new SourceFile("b.yaml", text))
        .root()
        .flatMap(root -> BlueprintReader.read(root, found))
        .ifPresent(blueprint -> new LiteralSecretRule().check(blueprint, found));
    return new TextRenderer(false).render(found.sorted()) + JsonRenderer.render(found.sorted());
  }
}
