package blueprint.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandLineTest {

  @Test
  void wordsAreSeparatedByBlanks() {
    assertThat(words(" /bin/a  -b\n\t0.0.0.0:80 ")).containsExactly("/bin/a", "-b", "0.0.0.0:80");
  }

  @Test
  void quotesKeepBlanksAndVanish() {
    assertThat(words("/bin/a 'b c' \"d 'e'\" f'g h'i ''"))
        .containsExactly("/bin/a", "b c", "d 'e'", "fg hi", "");
  }

  @Test
  void nothingIsExpanded() {
    assertThat(words("/bin/a $HOME *.txt \\n | b > c"))
        .containsExactly("/bin/a", "$HOME", "*.txt", "\\n", "|", "b", ">", "c");
  }

  @Test
  void anOpenQuoteOrNothingIsNoCommand() {
    assertThat(List.of("", "  ", "/bin/a 'b", "/bin/a \"b'"))
        .allMatch(text -> CommandLine.parse(text).isEmpty());
  }

  private static List<String> words(String text) {
    return CommandLine.parse(text).orElseThrow().words();
  }
}
