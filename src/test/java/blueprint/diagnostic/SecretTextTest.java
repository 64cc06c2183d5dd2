package blueprint.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SecretTextTest {

  /** Text of the form of a secret; the sign in its middle only keeps scanners from finding it. */
  public static List<String> secrets() throws IOException {
    return lines("refused.txt").stream().map(line -> line.replace("·", "")).toList();
  }

  @Test
  void formsThatTellAreFound() throws IOException {
    assertThat(secrets()).hasSizeGreaterThanOrEqualTo(20).allMatch(SecretText::isIn);
  }

  @Test
  void theyAreFoundInsideOfOtherText() throws IOException {
    for (String secret : secrets()) {
      assertThat(SecretText.isIn("key = \"" + secret + "\"\nmore")).as(secret).isTrue();
      assertThat(SecretText.masked("found " + secret)).isNotEqualTo("found " + secret);
    }
  }

  @Test
  void hashesIdentifiersAndTalkOfSecretsAreLeftAlone() throws IOException {
    assertThat(lines("harmless.txt"))
        .hasSizeGreaterThanOrEqualTo(200)
        .noneMatch(SecretText::isIn)
        .allMatch(text -> SecretText.masked(text).equals(text));
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/secrets", file)).stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }
}
