package blueprint.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "db_passwd",
        "PASSWD",
        "passwd",
        "db/passwd",
        "/shop/db/passwd",
        "/etc/shop/password",
        "/ETC/PASSWD",
        "bin_passwd",
        "robin/passwd",
        "apiToken"
      })
  void aKeyThatEndsLikeASecretNamesOne(String key) {
    assertThat(SecretText.isNamedBy(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "etc/passwd",
        "/srv/jail/etc/passwd",
        "/usr/bin/passwd",
        "/etc/pam.d/passwd",
        "/etc/passwd-",
        "passwd_file",
        "users"
      })
  void aKeyThatIsTheFileOfUsersNamesNoSecret(String key) {
    assertThat(SecretText.isNamedBy(key)).isFalse();
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/secrets", file)).stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }
}
