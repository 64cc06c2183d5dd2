package blueprint.source;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.source.SyntaxProblem.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class YamlReaderTest {

  @Test
  void scalarsKeepTheTextThatWasTyped() {
    assertThat(List.of("no", "0644", "1.10", "1_000", "2020-01-01", "22:80", "0x1F", "TRUE", ".5"))
        .allMatch(text -> value("a: " + text).text().equals(text));
  }

  @Test
  void quotesAreResolvedAndRemembered() {
    assertThat(value("a: 'it''s'").text()).isEqualTo("it's");
    assertThat(value("a: \"x\\ty\"").text()).isEqualTo("x\ty");
    assertThat(value("a: 'null'").isNull()).isFalse();
    assertThat(value("a: null").isNull()).isTrue();
    assertThat(value("a: ~").isNull()).isTrue();
    assertThat(value("a:").isNull()).isTrue();
  }

  @Test
  void blocksKeepTheirLines() {
    assertThat(value("a: |\n  x\n   y\n").text()).isEqualTo("x\n y\n");
    assertThat(value("a: >-\n  x\n  y\n").text()).isEqualTo("x y");
  }

  @Test
  void keysAndValuesHaveTheirOwnPlaces() {
    YamlNode.Entry entry = entry("# c\nkey: 'value' # d\n");
    assertThat(entry.key().span()).hasToString("b.yaml:2:1");
    assertThat(entry.key().span().end()).isEqualTo(new Position(2, 4));
    assertThat(entry.value().span().start()).isEqualTo(new Position(2, 6));
    assertThat(entry.value().span().end()).isEqualTo(new Position(2, 13));
  }

  @Test
  void columnsCountCodePoints() {
    YamlNode.Entry entry = entry("\"é😀\": x");
    assertThat(entry.value().span().start()).isEqualTo(new Position(1, 7));
  }

  @Test
  void textIsNormalised() {
    assertThat(value("a: e\u0301").text()).isEqualTo("é");
    assertThat(problems("é: 1\ne\u0301: 2\n")).containsExactly(Kind.DUPLICATE_KEY);
  }

  @Test
  void allDuplicatesAreFoundInOneRun() {
    assertThat(problems("a: 1\na: 2\nb: {c: 1, 'c': 2}\nd: [{e: 1, \"e\": 2}]\n"))
        .containsExactly(Kind.DUPLICATE_KEY, Kind.DUPLICATE_KEY, Kind.DUPLICATE_KEY);
    assertThat(YamlReader.read(new SourceFile("b", "a: 1\nb: 2\na: 3\n")).problems().get(0).first())
        .hasValueSatisfying(span -> assertThat(span.start().line()).isEqualTo(1));
  }

  @Test
  void whatMeansMoreThanItShowsIsRefused() {
    assertThat(problems("a: &x 1\nb: *x\n")).containsExactly(Kind.ALIAS, Kind.ALIAS);
    assertThat(problems("<<: {a: 1}\n")).containsExactly(Kind.ALIAS);
    assertThat(problems("'<<': {a: 1}\n")).isEmpty();
    assertThat(problems("a: !!binary eA==\n")).containsExactly(Kind.TAG);
    assertThat(problems("a: !x 1\n")).containsExactly(Kind.TAG);
    assertThat(problems("a: 1\n---\nb: 2\n")).containsExactly(Kind.SECOND_DOCUMENT);
    assertThat(problems("[a]: 1\n")).containsExactly(Kind.COMPLEX_KEY);
  }

  @Test
  void deepNestingEndsSoonAndInWords() {
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (int depth : List.of(60, 1_000, 100_000)) {
            assertThat(problems("[".repeat(depth))).containsExactly(Kind.TOO_DEEP);
          }
          String block =
              IntStream.range(0, 200)
                  .mapToObj(i -> " ".repeat(i) + "a:\n")
                  .collect(Collectors.joining());
          assertThat(problems(block)).containsExactly(Kind.TOO_DEEP);
        });
  }

  @Test
  void manyKeysAreReadInTime() {
    String text =
        IntStream.range(0, 60_000).mapToObj(i -> "k" + i + ": 1\n").collect(Collectors.joining());
    Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThat(problems(text)).isEmpty());
  }

  @Test
  void bytesAreStrictUtf8() {
    assertThat(decode(new byte[] {'a', ':', ' ', (byte) 0xC0, (byte) 0xAF}))
        .containsExactly(Kind.NOT_UTF8.name(), "3");
    assertThat(decode(new byte[] {(byte) 0xFF, (byte) 0xFE})).containsExactly("NOT_UTF8", "0");
    assertThat(decode("a: é".getBytes(StandardCharsets.ISO_8859_1)))
        .containsExactly("NOT_UTF8", "3");
    assertThat(decode("a: x\u0000".getBytes(StandardCharsets.UTF_8)))
        .containsExactly("FORBIDDEN_CHARACTER", "U+0000");
  }

  @Test
  void aMarkAtTheStartAndWindowsLineEndsMakeNoDifference() {
    byte[] bytes = "\uFEFFa: 1\r\nb: 2\r\n".getBytes(StandardCharsets.UTF_8);
    assertThat(SourceReader.decode("b", bytes).file().text()).isEqualTo("a: 1\nb: 2\n");
  }

  @Test
  void moreThanTheLimitIsNotRead() {
    assertThat(decode(new byte[SourceReader.MAX_BYTES + 1])).containsExactly("TOO_LARGE", "1 MiB");
  }

  private static List<String> decode(byte[] bytes) {
    SyntaxProblem problem = SourceReader.decode("b", bytes).problem().orElseThrow();
    return List.of(problem.kind().name(), problem.arguments().get(0));
  }

  private static List<Kind> problems(String text) {
    return YamlReader.read(new SourceFile("b.yaml", text)).problems().stream()
        .map(SyntaxProblem::kind)
        .toList();
  }

  private static YamlNode.Entry entry(String text) {
    YamlNode root = YamlReader.read(new SourceFile("b.yaml", text)).root().orElseThrow();
    return ((YamlNode.Mapping) root).entries().get(0);
  }

  private static YamlNode.Scalar value(String text) {
    return (YamlNode.Scalar) entry(text).value();
  }
}
