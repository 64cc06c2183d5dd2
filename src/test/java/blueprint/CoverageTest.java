package blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/coverage.md} leaves no point of the original out, and the proofs it names exist. */
final class CoverageTest {

  private static final Path GOLDENS = Path.of("src/test/resources/golden");

  @Test
  void everyPointOfTheOriginalHasARow() throws IOException {
    String text = Files.readString(Path.of("docs/coverage.md"));
    List<String> ids =
        Stream.concat(
                IntStream.rangeClosed(1, 51).mapToObj(i -> "S0-" + i),
                IntStream.rangeClosed(1, 10).mapToObj(i -> "S0-X" + i))
            .toList();
    assertThat(ids).allMatch(id -> text.contains("| " + id + " "), "has a row");
  }

  @Test
  void everyProofThatIsNamedExists() throws IOException {
    String text = Files.readString(Path.of("docs/coverage.md"));
    TestIndex tests = TestIndex.read();
    assertThat(matches("`([A-Z][A-Za-z]+Test)`", text))
        .allMatch(tests::has, "is a test")
        .isNotEmpty();
    assertThat(
            matches("`((?:s0|habits|trees|machines|network|references|secrets)/[a-z0-9-]+)`", text))
        .allMatch(golden -> Files.isDirectory(GOLDENS.resolve(golden)), "is a golden")
        .isNotEmpty();
    assertThat(matches("apply: `([a-zA-Z]+)`", text))
        .allMatch(method -> tests.has("TerraformApplyNativeTest", method), "is a test")
        .isNotEmpty();
  }

  private static Set<String> matches(String regex, String text) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    Set<String> found = new TreeSet<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
