package blueprint.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {

  /**
   * The shell that every system has, whichever it is; others read in {@code EscapersNativeTest}.
   */
  @Test
  void everyWordReachesTheProgramUnchanged(@TempDir Path directory)
      throws IOException, InterruptedException {
    List<String> words = AwkwardStrings.some(3000);
    Path script = directory.resolve("script");
    Path out = directory.resolve("out");
    Files.writeString(script, "printf '%s\\0' " + Shell.words(words) + "\n");

    Process process =
        new ProcessBuilder("/bin/sh", script.toString()).redirectOutput(out.toFile()).start();

    assertThat(process.waitFor()).isZero();
    String read = new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
    assertThat(List.of(read.substring(0, read.length() - 1).split("\0", -1))).isEqualTo(words);
  }

  @Test
  void plainWordsAreQuotedToo() {
    assertThat(Shell.quote("a").text()).isEqualTo("'a'");
    assertThat(Shell.quote("").text()).isEqualTo("''");
    assertThat(Shell.quote("it's").text()).isEqualTo("'it'\\''s'");
  }

  @Test
  void aNulIsRefused() {
    assertThatThrownBy(() -> Shell.quote("a\0b")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void halfACharacterIsRefused() {
    assertThatThrownBy(() -> Shell.quote("\udc00")).isInstanceOf(IllegalArgumentException.class);
  }
}
