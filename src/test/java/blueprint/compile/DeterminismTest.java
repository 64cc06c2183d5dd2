package blueprint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.output.OutputTree;
import blueprint.source.SourceReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What means the same becomes the same files; {@code DeterminismNativeTest} varies the machine. */
final class DeterminismTest {

  private static final int REWRITES = 200;
  private static final List<String> SEEDS = Mutants.seeds();

  @Test
  void theOrderOfKeysChangesNoByte() {
    Random random = new Random(9);
    rewrites(yaml -> Rewriter.shuffled(yaml, random));
  }

  @Test
  void quotesBlanksBracketsAndCommentsChangeNoByte() {
    Random random = new Random(10);
    rewrites(yaml -> Rewriter.restyled(yaml, random));
  }

  @Test
  void lineEndsOfOtherSystemsAndAByteOrderMarkChangeNoByte() {
    rewrites(yaml -> "\ufeff" + yaml.replace("\n", "\r\n"));
  }

  /** The engine too; all in one call, as one process serves them. */
  @Test
  void theEngineMakesTheSameOfEachOfThem() {
    Random random = new Random(11);
    String seed = SEEDS.get(0);
    List<String> written = new ArrayList<>(List.of(seed));
    for (int i = 0; i < 5; i++) {
      written.add(Rewriter.shuffled(Rewriter.restyled(seed, random), random));
    }

    List<Compilation> compiled =
        Compiler.compile(
            written.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .map(bytes -> SourceReader.decode("blueprints/b.yaml", bytes))
                .toList(),
            Optional.empty());

    List<OutputTree> trees =
        compiled.stream()
            .flatMap(one -> one.outputs().stream())
            .map(Compilation.Output::tree)
            .toList();
    assertThat(trees).hasSize(6);
    assertThat(trees.stream().map(OutputTree::digest).distinct()).hasSize(1);
  }

  @Test
  void filesAreTidy() {
    for (String seed : SEEDS) {
      files(seed)
          .forEach(
              (path, text) -> {
                assertThat(text).as(path).doesNotContain("\r", "\u0000", "\ufeff");
                if (!path.matches(".*(packer/files|swarm/configs)/.*")) { // the user's own texts
                  assertThat(text.isEmpty() || text.endsWith("\n")).as(path).isTrue();
                  assertThat(text.lines()).as(path).noneMatch(line -> line.matches(".*[ \t]"));
                }
                assertThat(text).as(path).doesNotContainPattern("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:");
                assertThat(text).as(path).doesNotContain(System.getProperty("java.version"));
                assertThat(text).as(path).doesNotContain(System.getProperty("user.dir"));
              });
    }
  }

  private static void rewrites(UnaryOperator<String> rewrite) {
    for (int i = 0; i < REWRITES; i++) {
      String seed = SEEDS.get(i % SEEDS.size());
      String other = rewrite.apply(seed);
      assertThat(files(other)).as(other).isEqualTo(files(seed));
    }
  }

  private static Map<String, String> files(String yaml) {
    Diagnostics found = new Diagnostics();
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    return FrontEnd.plan(bytes, found)
        .map(FrontEnd::files)
        .orElseThrow(() -> new AssertionError(words(found) + "\n" + yaml));
  }

  private static String words(Diagnostics found) {
    return found.sorted().stream()
        .map(problem -> problem.span() + " " + problem.message())
        .collect(Collectors.joining("\n"));
  }
}
