package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both engines say the same system: a reader of its own, in Python, reduces the Terraform and the
 * template of each blueprint to facts. The differences that are meant are in {@code
 * parity/differences.json}, each with its reason.
 */
@Tag("native")
class ParityNativeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path READERS = Path.of("src/test/resources/parity");
  private static final int FEWEST_FACTS = 60;

  @TempDir static Path work;
  private static JsonNode report = JSON.nullNode();

  @BeforeAll
  static void compare() throws IOException, InterruptedException {
    NativeTools.require("parity");
    report = compare(BothEngines.write(work.resolve("compiled")));
  }

  @TestFactory
  Stream<DynamicTest> bothEnginesSayTheSame() {
    Map<String, JsonNode> folders =
        JSON.convertValue(
            report.path("folders"),
            JSON.getTypeFactory().constructMapType(Map.class, String.class, JsonNode.class));
    return folders.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    work.resolve("compiled").relativize(Path.of(each.getKey())).toString(),
                    () -> agrees(each.getValue())));
  }

  @Test
  void everyDifferenceThatIsMeantIsThere() {
    assertThat(texts(report.path("unused"))).isEmpty();
  }

  @Test
  void everyDifferenceThatIsMeantHasAReason() throws IOException {
    for (JsonNode known : JSON.readTree(READERS.resolve("differences.json").toFile())) {
      assertThat(known.path("why").asText()).as(known.path("what").asText()).hasSizeGreaterThan(20);
    }
  }

  /**
   * What is planted in one of the outputs, and the fact that has to tell it.
   *
   * @param at a pattern, of which the first match is replaced
   */
  private record Fault(String what, String stack, String file, String at, String by, String told) {}

  @Test
  void theComparisonNoticesAPlantedFault() throws IOException, InterruptedException {
    Map<Fault, Path> planted = new LinkedHashMap<>();
    for (Fault fault : faults()) {
      Path into = work.resolve("planted").resolve(fault.what().replace(' ', '-'));
      planted.put(fault, plant(fault, into));
    }

    JsonNode found = compare(List.copyOf(planted.values())).path("folders");

    assertThat(planted).hasSizeGreaterThan(10);
    planted.forEach(
        (fault, folder) ->
            assertThat(texts(found.path(folder.toString()).path("differences")))
                .as(fault.what())
                .anyMatch(line -> line.contains(fault.told())));
  }

  private static List<Fault> faults() throws IOException {
    return JSON.readValue(READERS.resolve("faults.json").toFile(), new TypeReference<>() {});
  }

  private static Path plant(Fault fault, Path into) throws IOException {
    Path stack = work.resolve("compiled").resolve(fault.stack());
    try (Stream<Path> files = Files.walk(stack)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = into.resolve(stack.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path file = into.resolve(fault.file());
    Matcher at = Pattern.compile(fault.at(), Pattern.DOTALL).matcher(Files.readString(file));
    assertThat(at.find()).as(fault.what()).isTrue();
    Files.writeString(file, at.replaceFirst(fault.by()));
    return into;
  }

  private static void agrees(JsonNode folder) {
    assertThat(texts(folder.path("differences"))).isEmpty();
    assertThat(folder.path("facts").asInt()).isGreaterThan(FEWEST_FACTS);
  }

  private static JsonNode compare(List<Path> folders) throws IOException, InterruptedException {
    List<Object> command = new ArrayList<>(List.of(NativeTools.require("parity"), "-B"));
    command.addAll(List.of(READERS.resolve("compare.py"), READERS.resolve("differences.json")));
    command.addAll(folders);
    ToolRun run = ToolRun.in(Path.of(""), Map.of(), Duration.ofMinutes(5), command.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
