package blueprint.explain;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What tools print is read whatever it holds and however much it is. */
final class ToolOutputTest {

  private static final byte[] LINE =
      "aws_lb.front: Still creating... [10s elapsed]\n".getBytes(StandardCharsets.UTF_8);

  @Test
  void theLinesOfAnErrorStayTogether() throws IOException {
    assertThat(
            messages(
                "fine\n╷\n│ Error: one\n│ \n│   with a.b,\n╵\nError: two\n\nmore\nError: three\n"))
        .containsExactly(
            "fine", " Error: one\n \n   with a.b,\n", "Error: two\n\nmore\n", "Error: three\n");
  }

  @Test
  void aWarningIsNoError() throws IOException {
    assertThat(messages("Warning: old\n\n  aws_lb.front failed\nError: new\n"))
        .containsExactly("Error: new\n");
  }

  @Test
  void coloursTitlesAndLinksAreTakenOut() throws IOException {
    assertThat(
            messages(
                "\u001b[31m\u001b[1mError: \u001b[0mred\u001b]0;title\u0007\u001b]8;;http://x\u001b\\\u0000\u202e\n"))
        .containsExactly("Error: red\n");
  }

  @Test
  void bytesThatAreNoTextAreMarked() throws IOException {
    byte[] bytes = {'E', 'r', 'r', 'o', 'r', ':', ' ', (byte) 0xff, (byte) 0xc0, 'x'};
    List<String> messages = new ArrayList<>();
    ToolOutput.read(new ByteArrayInputStream(bytes), messages::add);
    assertThat(messages).containsExactly("Error: \ufffd\ufffdx\n");
  }

  @Test
  void noiseHurtsNobody() throws IOException {
    Random random = new Random(5);
    SourceMap map = nothing();
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(4000)];
      random.nextBytes(bytes);
      String text =
          Explainer.text(map, "out/x")
              .errors(ErrorReader.read(new ByteArrayInputStream(bytes), map));
      assertThat(text.chars().filter(c -> c != '\n')).noneMatch(Character::isISOControl);
    }
  }

  @Test
  void aLineWithoutAnEndIsCut() throws IOException {
    List<String> messages = messages("Error: " + "x".repeat(3 << 20));
    assertThat(messages)
        .singleElement()
        .extracting(String::length)
        .isEqualTo(ToolOutput.LONGEST_LINE + 1);
  }

  @Test
  void anErrorWithoutAnEndIsCut() throws IOException {
    List<String> messages = messages("Error: x\n" + "all of it\n".repeat(100_000));
    assertThat(messages)
        .singleElement()
        .extracting(String::length)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.INTEGER)
        .isLessThanOrEqualTo(ToolOutput.LONGEST_MESSAGE);
  }

  @Test
  void aHundredMegabytesAreReadToTheEnd() throws IOException {
    SourceMap map = nothing();
    long many = (100L << 20) / LINE.length;
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          ErrorReader.Result result =
              ErrorReader.read(new Repeated(many, "Error: at the end\n"), map);
          assertThat(result.findings()).extracting(Finding::message).containsExactly("at the end");
        });
  }

  @Test
  void noMoreThanFiftyErrorsAreTold() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 80; i++) {
      text.append("Error: number ").append(i).append('\n');
    }
    ErrorReader.Result result =
        ErrorReader.read(
            new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), nothing());
    assertThat(result.findings()).hasSize(ErrorReader.MOST);
    assertThat(result.left()).isEqualTo(30);
  }

  @Test
  void whatLooksLikeAKeyIsNotRepeated() throws IOException {
    String key = "AKIA" + "ABCDEFGHIJKLMNOP";
    ErrorReader.Result result =
        ErrorReader.read(
            new ByteArrayInputStream(
                ("Error: with " + key + "\n").getBytes(StandardCharsets.UTF_8)),
            nothing());
    assertThat(result.findings().get(0).message()).doesNotContain(key).startsWith("with ");
  }

  private static List<String> messages(String text) throws IOException {
    List<String> messages = new ArrayList<>();
    ToolOutput.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        message -> {
          if (!message.isBlank()) {
            messages.add(message);
          }
        });
    return messages;
  }

  private static SourceMap nothing() {
    return new SourceMap(
        List.of(), YamlReader.read(new SourceFile("b.yaml", "name: shop\n")).root().orElseThrow());
  }

  /** One line many times, and another one at the end, without holding them. */
  private static final class Repeated extends InputStream {
    private final byte[] end;
    private final long length;
    private long at;

    Repeated(long times, String end) {
      this.end = end.getBytes(StandardCharsets.UTF_8);
      this.length = times * LINE.length;
    }

    @Override
    public int read(byte[] into, int offset, int most) {
      int count = 0;
      while (count < most && at < length + end.length) {
        into[offset + count] = (byte) read();
        count++;
      }
      return count == 0 ? -1 : count;
    }

    @Override
    public int read() {
      if (at >= length + end.length) {
        return -1;
      }
      byte next = at < length ? LINE[(int) (at % LINE.length)] : end[(int) (at - length)];
      at++;
      return next & 0xff;
    }
  }
}
