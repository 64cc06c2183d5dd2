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
        Stream.of(
                ids("S0-", 51),
                ids("S0-X", 10),
                ids("S3-", 51),
                ids("S3-R", 7),
                ids("S3-X", 6),
                ids("S4-", 24),
                ids("S4-R", 9),
                ids("S4-X", 12))
            .flatMap(some -> some)
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
            matches(
                "`((?:s0|s4|beanstalk|database|habits|load-balancer|machines|network|references|secrets"
                    + "|swarm|trees)/[a-z0-9-]+)`",
                text))
        .allMatch(golden -> Files.isDirectory(GOLDENS.resolve(golden)), "is a golden")
        .isNotEmpty();
    assertThat(matches("apply: `([a-zA-Z]+)`", text))
        .allMatch(method -> tests.has("TerraformApplyNativeTest", method), "is a test")
        .isNotEmpty();
  }

  private static Stream<String> ids(String start, int last) {
    return IntStream.rangeClosed(1, last).mapToObj(i -> start + i);
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
