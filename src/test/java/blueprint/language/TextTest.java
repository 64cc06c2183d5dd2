package blueprint.language;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.language.Text.Literal;
import blueprint.language.Text.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTest {

  @Test
  void referencesStandBetweenLiterals() {
    assertThat(parts("postgres://${db.user}@${db.host}:5432"))
        .containsExactly(
            new Literal("postgres://"),
            new Reference("db", "user"),
            new Literal("@"),
            new Reference("db", "host"),
            new Literal(":5432"));
  }

  @Test
  void aDoubledDollarIsADollar() {
    assertThat(parts("5$$ and $${db.host}")).containsExactly(new Literal("5$ and ${db.host}"));
    assertThat(parts("$$$${secret.mail}")).containsExactly(new Literal("$${secret.mail}"));
    assertThat(parts("$$${secret.mail}"))
        .containsExactly(new Literal("$"), new Reference("secret", "mail"));
  }

  @Test
  void aDollarAloneIsNoText() {
    assertThat(
            List.of(
                "$",
                "5$",
                "$HOME",
                "${db.host",
                "${}",
                "${db}",
                "${db.host.x}",
                "${DB.host}",
                "${db. host}",
                "$(id)",
                "$$$"))
        .allMatch(text -> Text.parse(text).isEmpty());
  }

  @Test
  void nothingIsText() {
    assertThat(parts("")).isEmpty();
    assertThat(Text.literal("")).isEqualTo(Text.parse("").orElseThrow());
    assertThat(Text.literal("${x")).isEqualTo(new Text(List.of(new Literal("${x"))));
  }

  private static List<Text.Part> parts(String text) {
    return Text.parse(text).orElseThrow().parts();
  }
}
