package blueprint.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import blueprint.adoption.Remark.Outcome;
import blueprint.cli.Main;
import blueprint.compile.Compiler;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Severity;
import blueprint.source.SourceFile;
import blueprint.source.SourceReader;
import blueprint.source.YamlNode;
import blueprint.source.YamlReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Projects, the blueprints that are proposed for them, and what is said of the rest, byte for byte.
 * {@code -Dgolden.update=true} writes the goldens and fails all the same.
 */
final class AdoptionTest {

  static final Path ROOT = Path.of("src/test/resources/import");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  /** What no proposal and no report may hold: it is planted wherever a secret could stand. */
  private static final String SECRET = "planted";

  @TestFactory
  Stream<DynamicTest> everyProjectGivesItsBlueprintAndItsReport() throws IOException {
    return cases().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(folder.getFileName().toString(), () -> golden(folder)));
  }

  private static void golden(Path folder) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(out),
            new PrintWriter(err),
            "init",
            "--from",
            folder.resolve("project").toString(),
            "--show");
    check(folder.resolve("blueprint.yaml"), out.toString());
    check(folder.resolve("report.txt"), err.toString());
    assertThat(code).isEqualTo(out.toString().isEmpty() ? 3 : 0);
    if (UPDATE) {
      fail("wrote the goldens of " + folder + "; review them and run again");
    }
  }

  private static void check(Path golden, String text) throws IOException {
    if (UPDATE) {
      Files.writeString(golden, text);
    }
    assertThat(text).as(golden.toString()).isEqualTo(Files.readString(golden));
  }

  @TestFactory
  Stream<DynamicTest> whatIsProposedHasNoError() throws IOException {
    return cases().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(folder.getFileName().toString(), () -> valid(folder)));
  }

  private static void valid(Path folder) throws IOException {
    propose(folder)
        .blueprint()
        .ifPresent(
            text -> assertThat(problems(text)).noneMatch(one -> one.severity() == Severity.ERROR));
  }

  /** Each leaf of each tree, and each line of what is none, has its remark. */
  @TestFactory
  Stream<DynamicTest> nothingIsDroppedWithoutAWord() throws IOException {
    return cases().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(folder.getFileName().toString(), () -> whole(folder)));
  }

  private static void whole(Path folder) throws IOException {
    List<Remark> remarks = propose(folder).remarks();
    boolean refused = propose(folder).blueprint().isEmpty();
    int leaves = 0;
    for (ProjectFile file : Project.read(folder.resolve("project")).files()) {
      for (int line : lines(file)) {
        leaves++;
        assertThat(remarks)
            .as(file.name() + ":" + line)
            .anyMatch(remark -> refused || remark.place().covers(file.name(), line));
      }
    }
    assertThat(leaves).isPositive();
  }

  private static List<Integer> lines(ProjectFile file) {
    List<Integer> lines = new ArrayList<>();
    Optional<YamlNode> tree =
        file.text()
            .map(text -> new SourceFile(text.name(), text.text().replace('\t', ' ')))
            .filter(text -> !text.name().equals("Procfile"))
            .flatMap(text -> YamlReader.read(text).root());
    tree.ifPresent(root -> leaves(root, lines));
    if (tree.isEmpty()) {
      lines.add(file.name().equals("Procfile") ? file.text().orElseThrow().lines().size() : 1);
    }
    return lines;
  }

  private static void leaves(YamlNode node, List<Integer> lines) {
    node.fold(
        scalar -> lines.add(scalar.span().start().line()),
        list -> {
          list.items().forEach(item -> leaves(item, lines));
          return true;
        },
        map -> {
          map.entries().forEach(entry -> leaves(entry.value(), lines));
          return true;
        });
  }

  @Test
  void noSecretOfAProjectIsRepeated() throws IOException {
    int planted = 0;
    for (Path folder : cases()) {
      try (Stream<Path> files = Files.walk(folder.resolve("project"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
          planted += text.split(SECRET, -1).length - 1;
        }
      }
      Proposal proposal = propose(folder);
      assertThat(proposal.blueprint().orElse("")).doesNotContain(SECRET);
      assertThat(proposal.remarks().toString()).doesNotContain(SECRET);
    }
    assertThat(planted).isGreaterThanOrEqualTo(11);
  }

  @Test
  void halfOfTheProjectsHoldSomethingThatIsNotTaken() throws IOException {
    List<Path> cases = cases();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(10);
    long withRefusals = 0;
    for (Path folder : cases) {
      withRefusals +=
          propose(folder).remarks().stream().anyMatch(r -> r.outcome() == Outcome.LEFT) ? 1 : 0;
    }
    assertThat(withRefusals * 2).isGreaterThanOrEqualTo(cases.size());
  }

  static Proposal propose(Path folder) throws IOException {
    return Adoption.propose(
        Project.read(folder.resolve("project")), Optional.empty(), AdoptionTest::problems);
  }

  static List<Diagnostic> problems(String text) {
    return Compiler.problems(SourceReader.decode("x.yaml", text.getBytes(StandardCharsets.UTF_8)));
  }

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.sorted().toList();
    }
  }
}
