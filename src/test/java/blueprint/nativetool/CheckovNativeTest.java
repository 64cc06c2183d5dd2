package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checkov finds nothing, but for what a comment beside it accepts and says why. */
@Tag("native")
class CheckovNativeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SKIP =
      Pattern.compile(
          "^\\s*#\\s*checkov:skip=(?<check>CKV2?_[A-Z0-9]+_[0-9]+):(?<reason>.*)$",
          Pattern.MULTILINE);
  private static final int SHORTEST_REASON = 20;

  @TempDir Path work;

  static List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>(Generated.terraform());
    Generated.templates().forEach(template -> folders.add(template.getParent()));
    return folders;
  }

  static List<Path> firstOfEachKind() throws IOException {
    return List.of(Generated.terraform().get(0), Generated.templates().get(0).getParent());
  }

  @ParameterizedTest
  @MethodSource("folders")
  void findsNothingThatIsNotAccepted(Path folder) throws IOException, InterruptedException {
    JsonNode report = check(folder);

    assertThat(failures(report)).isEmpty();
    assertThat(report.at("/summary/parsing_errors").asInt()).isZero();
    assertThat(report.at("/summary/passed").asInt()).isGreaterThan(50);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void acceptsOnlyWithAReason(Path folder) throws IOException {
    for (Path file : files(folder)) {
      String text = Files.readString(file);
      List<String> reasons =
          SKIP.matcher(text).results().map(skip -> skip.group(2).strip()).toList();
      assertThat(reasons).as(file.toString()).allMatch(r -> r.length() >= SHORTEST_REASON);
      assertThat(text.lines().filter(line -> line.contains("checkov:skip")))
          .as("comments that checkov reads, in " + file)
          .hasSameSizeAs(reasons);
    }
  }

  /** A comment that accepts what is not found any more would hide it when it comes back. */
  @ParameterizedTest
  @MethodSource("folders")
  void acceptsNothingThatIsNotThere(Path folder) throws IOException, InterruptedException {
    List<String> used = new ArrayList<>();
    check(folder)
        .at("/results/skipped_checks")
        .forEach(
            skip -> used.add(skip.at("/file_path").asText() + " " + skip.at("/check_id").asText()));
    List<String> written = new ArrayList<>();
    for (Path file : files(folder)) {
      SKIP.matcher(Files.readString(file))
          .results()
          .forEach(skip -> written.add("/" + file.getFileName() + " " + skip.group(1)));
    }

    assertThat(used).containsAll(written);
    if (framework(folder).equals("cloudformation")) {
      assertThat(used).containsExactlyInAnyOrderElementsOf(written);
    }
  }

  @ParameterizedTest
  @MethodSource("firstOfEachKind")
  void withoutOneOfTheCommentsItIsFoundAgain(Path folder) throws IOException, InterruptedException {
    Path copy = Files.createDirectory(work.resolve(folder.getFileName()));
    for (Path file : files(folder)) {
      Files.copy(file, copy.resolve(file.getFileName()));
    }
    Path planted =
        files(copy).stream().filter(CheckovNativeTest::accepts).findFirst().orElseThrow();
    String text = Files.readString(planted);
    Matcher skip = SKIP.matcher(text);
    assertThat(skip.find()).isTrue();
    String check = skip.group("check");
    Files.writeString(planted, text.substring(0, skip.start()) + text.substring(skip.end()));

    assertThat(failures(check(copy))).isNotEmpty().allMatch(found -> found.startsWith(check + " "));
  }

  private static boolean accepts(Path file) {
    try {
      return SKIP.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode check(Path folder) throws IOException, InterruptedException {
    ToolRun run =
        ToolRun.in(
            Path.of(""),
            Map.of(),
            Duration.ofMinutes(3),
            NativeTools.require("checkov"),
            "--directory",
            folder.toAbsolutePath(),
            "--framework",
            framework(folder),
            "--output",
            "json",
            "--compact",
            "--skip-download");
    assertThat(run.out()).as(run.err()).startsWith("{");
    return JSON.readTree(run.out());
  }

  /** Folders are called by what is in them. */
  private static String framework(Path folder) {
    return folder.getFileName().toString();
  }

  private static List<String> failures(JsonNode report) {
    List<String> failures = new ArrayList<>();
    report
        .at("/results/failed_checks")
        .forEach(
            check ->
                failures.add(
                    "%s %s: %s"
                        .formatted(
                            check.at("/check_id").asText(),
                            check.at("/resource").asText(),
                            check.at("/check_name").asText())));
    return failures;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.(tf|yaml)")).sorted().toList();
    }
  }
}
