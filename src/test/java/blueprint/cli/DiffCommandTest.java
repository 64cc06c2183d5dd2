package blueprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code blueprint diff} prints and returns for two files; Git is a native test's. */
final class DiffCommandTest {

  private static final Path SHOP = Path.of("src/test/resources/diff/shop.yaml");

  @TempDir private Path scratch;

  @Test
  void theSameIsZeroAndADifferenceTwo() throws IOException {
    Ran same = Ran.of("diff", SHOP.toString(), SHOP.toString());
    assertThat(same.code()).isZero();
    assertThat(same.out()).contains("nothing in the account changes");
    Ran other = Ran.of("diff", SHOP.toString(), changed("max: 2", "max: 3"));
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.out())
        .contains("~ aws_autoscaling_group.app", "max_size: 2 -> 3", "tiers.app.scale.max");
    assertThat(other.err()).isEmpty();
  }

  @Test
  void anOldTextThatNoLongerCompilesIsSaidAtItsLineWithWhatToDo() throws IOException {
    String old = changed("max: 2", "maximum: 2");
    Ran ran = Ran.of("diff", old, SHOP.toString());
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err())
        .contains(old + ":25:", "error[unknown-key]")
        .doesNotContain("warning")
        .contains(
            "does not compile with this release, so nothing can be compared with it",
            "hint: compare with a later text");
    assertThat(ran.out()).isEmpty();
    Ran turned = Ran.of("diff", SHOP.toString(), old);
    assertThat(turned.code()).isEqualTo(3);
    assertThat(turned.err()).doesNotContain("does not compile with this release");
  }

  @Test
  void oneEnvironmentCanBeChosen() throws IOException {
    String before =
        write("before.yaml", Files.readString(SHOP) + "environments: {live: {}, test: {}}\n");
    String after =
        write(
            "after.yaml",
            Files.readString(SHOP)
                + "environments: {live: {tiers: {app: {instances: {type: t3.large}}}}, test:"
                + " {}}\n");
    assertThat(Ran.of("diff", "--env", "test", before, after).code()).isZero();
    assertThat(Ran.of("diff", "--env", "live", before, after).code()).isEqualTo(2);
    assertThat(Ran.of("diff", before, after).out())
        .contains("environment live", "environment test", "nothing in the account changes");
    Ran none = Ran.of("diff", "--env", "none", before, after);
    assertThat(none.code()).isEqualTo(64);
    assertThat(none.err()).contains("neither of the two has the environment `none`");
    assertThat(Ran.of("diff", "--env", "live", SHOP.toString(), after).out())
        .contains("the environment `live` is new");
  }

  @Test
  void aStrictReaderRefusesWhatOpensSomethingOrRisksDataAndNothingElse() throws IOException {
    Map<String, String> grave =
        Map.of("http: 80", "http: 8080", "name: shop\n      user", "name: store\n      user");
    for (Map.Entry<String, String> edit : grave.entrySet()) {
      String now = changed(edit.getKey(), edit.getValue());
      assertThat(Ran.of("diff", SHOP.toString(), now).code()).isEqualTo(2);
      Ran strict = Ran.of("diff", "--strict", "--format=json", SHOP.toString(), now);
      assertThat(strict.code()).isEqualTo(8);
      assertThat(strict.out()).contains("\"version\"");
      assertThat(strict.err()).contains("puts data at risk or widens exposure", "without --strict");
    }
    String harmless = changed("max: 2", "max: 3");
    assertThat(Ran.of("diff", "--strict", SHOP.toString(), harmless).code()).isEqualTo(2);
    assertThat(Ran.of("diff", "--strict", SHOP.toString(), SHOP.toString()).code()).isZero();
  }

  @Test
  void theFormIsChosen() throws IOException {
    String other = changed("max: 2", "max: 3");
    assertThat(Ran.of("diff", "--format=json", SHOP.toString(), other).out())
        .startsWith("{\n  \"version\": 1,");
    assertThat(Ran.of("diff", "--format=markdown", SHOP.toString(), other).out())
        .startsWith("### What this change does to the account\n");
    assertThat(Ran.of("diff", "--format=xml", SHOP.toString(), other).code()).isEqualTo(64);
  }

  @Test
  void theSchemaOfTheDocumentIsPrinted() {
    assertThat(Ran.of("schema", "--differences").out())
        .contains("What a change of a blueprint does to the account");
  }

  @Test
  void whatIsMissingIsAUsageErrorWithTheNextStep() {
    Ran one = Ran.of("diff", SHOP.toString());
    assertThat(one.code()).isEqualTo(64);
    assertThat(one.err())
        .contains(
            "there is nothing to compare with", "hint: name two files, or a revision with --from");
    assertThat(Ran.of("diff", "--from", "main", SHOP.toString(), SHOP.toString()).code())
        .isEqualTo(64);
    assertThat(Ran.of("diff", "--to", "main", SHOP.toString(), SHOP.toString()).code())
        .isEqualTo(64);
    assertThat(Ran.of("diff", scratch.resolve("gone.yaml").toString(), SHOP.toString()).code())
        .isEqualTo(4);
  }

  @Test
  void machinesReadWhyItFailed() {
    Ran ran = Ran.of("diff", "--diagnostics=json", SHOP.toString());
    assertThat(ran.err())
        .startsWith("{\"version\":1,\"diagnostics\":[{\"severity\":\"error\",\"code\":\"usage\"");
  }

  private String changed(String old, String now) throws IOException {
    String text = Files.readString(SHOP);
    assertThat(text).contains(old);
    return write("changed.yaml", text.replace(old, now));
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(scratch.resolve(name), text).toString();
  }
}
