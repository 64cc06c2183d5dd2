package blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code docs/reliability.md} has each row once, and the proofs it names exist. */
final class ReliabilityDocumentTest {

  private static final Path GOLDENS = Path.of("src/test/resources/golden");
  private static final Map<String, Integer> ROWS =
      Map.of(
          "A", 34, "B", 41, "C", 50, "D", 16, "E", 26, "F", 16, "G", 15, "H", 29, "I", 9, "J", 12);
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+Test)(?:\\.(\\w+))?`");
  private static final Pattern GOLDEN = Pattern.compile("`([a-z0-9-]+/[a-z0-9-]+)`");

  /** A row as it is written: its number, verdict and proof. */
  private record Row(String id, String holds, String proof) {}

  @Test
  void everyRowIsThereOnce() throws IOException {
    List<String> expected =
        ROWS.entrySet().stream()
            .flatMap(
                section ->
                    IntStream.rangeClosed(1, section.getValue())
                        .mapToObj(number -> section.getKey() + number))
            .toList();
    assertThat(rows()).extracting(Row::id).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aRowThatHoldsNamesItsProof() throws IOException {
    assertThat(rows())
        .filteredOn(row -> row.holds().equals("yes") || row.holds().equals("partly"))
        .allMatch(
            row -> TEST.matcher(row.proof()).find() || GOLDEN.matcher(row.proof()).find(),
            "names a test or a golden");
  }

  @Test
  void everyProofThatIsNamedExists() throws IOException {
    Set<String> missing = new TreeSet<>();
    TestIndex tests = TestIndex.read();
    for (Row row : rows()) {
      Matcher test = TEST.matcher(row.proof());
      while (test.find()) {
        String method = test.group(2);
        if (method == null ? !tests.has(test.group(1)) : !tests.has(test.group(1), method)) {
          missing.add(row.id() + ": " + test.group());
        }
      }
      Matcher golden = GOLDEN.matcher(row.proof());
      while (golden.find()) {
        if (!Files.isDirectory(GOLDENS.resolve(golden.group(1)))) {
          missing.add(row.id() + ": " + golden.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(Path.of("docs/reliability.md")).stream()
        .filter(line -> line.matches("\\| [A-J]\\d+ \\|.*"))
        .map(line -> line.split("(?<!\\\\)\\|", -1))
        .map(cells -> new Row(cells[1].strip(), cells[4].strip(), cells[5].strip()))
        .toList();
  }
}
