package blueprint.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the sources may not say. (Locales and charsets that are not named are errors of the build:
 * see the compiler's arguments in pom.xml.)
 */
final class SourceHabitsTest {

  /** A collection whose order is another one in every run, or in every JDK, and its name. */
  private static final Pattern UNORDERED =
      Pattern.compile(
          "(\\w+) =\\s+(?:new (?:Concurrent)?Hash(?:Map|Set)<|(?:Map|Set)\\.(?:of|ofEntries|copyOf)\\("
              + "|[^;{}]*Collectors\\.(?:toSet|toMap|groupingBy)\\()");

  private static final String WALKED =
      "\\b%1$s\\s*\\.(?:forEach|entrySet|keySet|values|stream|iterator|toString)\\(|: %1$s\\)"
          + "|new (?:ArrayList|LinkedHashMap|LinkedHashSet)<>\\(%1$s\\)|List\\.copyOf\\(%1$s\\)";

  @Test
  void nothingWalksOverACollectionWithoutAnOrder() throws IOException {
    Set<String> walked = new TreeSet<>();
    int seen = 0;
    for (Path file : sources()) {
      String source = Files.readString(file);
      Matcher unordered = UNORDERED.matcher(source);
      while (unordered.find()) {
        seen++;
        String name = unordered.group(1);
        Pattern walk = Pattern.compile(WALKED.formatted(Pattern.quote(name)));
        if (walk.matcher(source.substring(unordered.end())).find()) {
          walked.add(file.getFileName() + ": " + name);
        }
      }
    }
    assertThat(seen).isGreaterThan(20);
    assertThat(walked).isEmpty();
  }

  /** Only the quoters make text safe; elsewhere it is named as reviewed, with its reason. */
  @Test
  void noShellStandsBetweenTheCompilerAndAProgram() throws IOException {
    for (Path file : sources()) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContainPattern("\"(?:/bin/)?(?:ba|da)?sh\",\\s*\"-l?c\"")
          .doesNotContain("Runtime.getRuntime().exec", "ObjectInputStream", "ScriptEngine");
    }
  }

  @Test
  void noTemplateMakesATree() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("templates"))) {
      assertThat(files.filter(Files::isRegularFile).map(Path::toString))
          .noneMatch(name -> name.matches(".*\\.(json|tf|hcl)"));
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("generator"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
