package blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import blueprint.cli.Main;
import blueprint.diagnostic.Code;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the compiler says and writes, byte for byte. A case is a folder with a {@code
 * blueprint.yaml} and either {@code stderr.txt}, what {@code validate} prints, or {@code
 * expected/}, what {@code generate} writes. {@code -Dgolden.update=true} writes the golden and
 * fails all the same, so that a build never blesses itself.
 */
final class GoldenTest {

  private static final Path ROOT = Path.of("src/test/resources/golden");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  /**
   * A megabyte is no golden, and these take no options; CommandsTest and DeliveryRuleTest show
   * them.
   */
  private static final Set<Code> SHOWN_ELSEWHERE =
      Set.of(Code.FILE_TOO_LARGE, Code.UNKNOWN_ENVIRONMENT, Code.DELIVERY_TOO_LARGE);

  @TempDir private Path scratch;

  @TestFactory
  List<DynamicTest> everyCase() throws IOException {
    return cases().stream()
        .map(folder -> DynamicTest.dynamicTest(name(folder), () -> check(folder)))
        .toList();
  }

  @Test
  void everyFolderIsACase() throws IOException {
    try (Stream<Path> walk = Files.walk(ROOT)) {
      List<Path> files = walk.filter(Files::isRegularFile).toList();
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        Path folder = ROOT.resolve(ROOT.relativize(file).subpath(0, 2));
        String inside = folder.relativize(file).toString();
        assertThat(inside)
            .as(file.toString())
            .matches("blueprint\\.yaml|stderr\\.txt|[a-z-]+\\.sql|expected/.+");
        assertThat(folder.resolve("blueprint.yaml")).as("input of " + file).isRegularFile();
        boolean tree = Files.isDirectory(folder.resolve("expected"));
        assertThat(Files.isRegularFile(folder.resolve("stderr.txt")) ^ tree)
            .as(folder + " has either stderr.txt or expected/")
            .isTrue();
      }
    }
  }

  @Test
  void everyCodeIsShownToAUser() throws IOException {
    String shown = String.join("\n", goldens());
    assertThat(
            Arrays.stream(Code.values())
                .filter(code -> !SHOWN_ELSEWHERE.contains(code))
                .filter(code -> !shown.contains("[" + code.id() + "]:")))
        .as("codes that no stderr.txt shows")
        .isEmpty();
  }

  @Test
  void everyContradictionOfTheSeedIsRefused() throws IOException {
    List<String> claimed = new ArrayList<>();
    for (Path folder : cases()) {
      String first = read(folder.resolve("blueprint.yaml")).lines().findFirst().orElse("");
      if (first.startsWith("# S0-X")) {
        claimed.add(first.split("[ :]", 3)[1]);
      }
    }
    assertThat(claimed)
        .containsAll(IntStream.rangeClosed(1, 10).mapToObj(i -> "S0-X" + i).toList());
  }

  @Test
  void noMessageEndsWithAFullStopOrBeginsWithACapital() throws IOException {
    for (String golden : goldens()) {
      for (String line : golden.lines().toList()) {
        String text = line.replaceFirst("^[^ ]+: (error|warning)\\[[a-z-]+]: |^(hint|note): ", "");
        if (text.equals(line)) {
          continue;
        }
        assertThat(text).doesNotEndWith(".").doesNotContainPattern("blueprint\\.[a-z]+\\.[A-Z]");
        assertThat(text).as(line).doesNotMatch("(?!PostgreSQL|MySQL|MariaDB|Aurora)[A-Z][a-z].*");
      }
    }
  }

  private void check(Path folder) throws IOException {
    if (Files.isDirectory(folder.resolve("expected"))) {
      checkTree(folder);
    } else {
      checkProblems(folder);
    }
  }

  private static void checkProblems(Path folder) throws IOException {
    StringWriter err = new StringWriter();
    String file = folder.resolve("blueprint.yaml").toString();
    int code =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            read(folder.resolve("blueprint.yaml")).startsWith("# validate --strict")
                ? new String[] {"validate", "--strict", file}
                : new String[] {"validate", file});
    String printed = err.toString().replace(folder + "/", "");
    Path golden = folder.resolve("stderr.txt");
    if (UPDATE) {
      Files.writeString(golden, printed);
      fail("wrote " + golden + "; review it and run again without -Dgolden.update");
    }
    assertThat(printed).as("what validate prints").isEqualTo(read(golden));
    assertThat(code).as("exit code").isEqualTo(printed.contains(": error[") ? 3 : 0);
  }

  private void checkTree(Path folder) throws IOException {
    StringWriter err = new StringWriter();
    // All cases share the factory's one scratch folder.
    Path output = scratch.resolve(name(folder));
    int code =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "generate",
            folder.resolve("blueprint.yaml").toString(),
            "--output",
            output.toString());
    assertThat(code).as(err.toString()).isZero();
    try (Stream<Path> written = Files.list(output)) {
      Path tree = written.findFirst().orElseThrow();
      Path golden = folder.resolve("expected");
      if (UPDATE) {
        replace(golden, tree);
        fail("wrote " + golden + "; review it and run again without -Dgolden.update");
      }
      Map<String, String> expected = files(golden);
      Map<String, String> found = files(tree);
      assertThat(found).containsOnlyKeys(expected.keySet());
      expected.forEach((path, text) -> assertThat(found.get(path)).as(path).isEqualTo(text));
    }
  }

  private static void replace(Path golden, Path tree) throws IOException {
    // Every old file goes, so that none outlives what generated it.
    try (Stream<Path> old = Files.walk(golden)) {
      for (Path path : old.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    try (Stream<Path> walk = Files.walk(tree)) {
      for (Path path : walk.toList()) {
        Files.copy(path, golden.resolve(tree.relativize(path)));
      }
    }
  }

  private static Map<String, String> files(Path tree) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(tree)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        String mode = Files.isExecutable(path) ? "0755\n" : "0644\n";
        files.put(tree.relativize(path).toString(), mode + text(path));
      }
    }
    return files;
  }

  /** The text, or where it is none, the bytes. */
  private static String text(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean same = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
    return same ? text : HexFormat.of().formatHex(bytes);
  }

  private static List<Path> cases() throws IOException {
    try (Stream<Path> walk = Files.walk(ROOT, 2)) {
      return walk.filter(path -> ROOT.relativize(path).getNameCount() == 2).sorted().toList();
    }
  }

  private static List<String> goldens() throws IOException {
    List<String> goldens = new ArrayList<>();
    for (Path folder : cases()) {
      if (Files.isRegularFile(folder.resolve("stderr.txt"))) {
        goldens.add(read(folder.resolve("stderr.txt")));
      }
    }
    return goldens;
  }

  private static String name(Path folder) {
    return ROOT.relativize(folder).toString();
  }

  /** Any bytes as text: hostile cases are no UTF-8. */
  private static String read(Path path) throws IOException {
    return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
  }
}
