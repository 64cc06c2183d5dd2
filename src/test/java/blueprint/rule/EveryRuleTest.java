package blueprint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.source.SourceReader;
import blueprint.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule finds something in a golden, and nothing but warnings in the example. */
final class EveryRuleTest {

  @TestFactory
  List<DynamicTest> everyRuleHasAGolden() throws IOException {
    List<Blueprint> goldens = goldens();
    return Rules.ALL.stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getClass().getSimpleName(),
                    () -> assertThat(goldens).anyMatch(golden -> finds(rule, golden))))
        .toList();
  }

  @Test
  void everyRuleClassIsUsed() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("generator/blueprint/rule"))) {
      List<String> classes =
          files
              .map(path -> path.getFileName().toString())
              .filter(name -> name.endsWith("Rule.java") && !name.equals("Rule.java"))
              .map(name -> name.replace(".java", ""))
              .toList();
      assertThat(Rules.ALL.stream().map(rule -> rule.getClass().getSimpleName()))
          .containsExactlyInAnyOrderElementsOf(classes);
    }
  }

  @Test
  void theExampleHasNoErrors() throws IOException {
    Diagnostics found = new Diagnostics();
    Rules.check(read(Path.of("blueprints/sentry.yaml")).get(0), found);
    assertThat(found.hasErrors()).isFalse();
  }

  @Test
  void nothingIsFoundInAProgramOnElasticBeanstalkThatUsesMostOfIt() throws IOException {
    Diagnostics found = new Diagnostics();
    Rules.check(read(Path.of("src/test/resources/language/django-beanstalk.yaml")).get(0), found);
    assertThat(found.all()).isEmpty();
  }

  private static boolean finds(Rule rule, Blueprint blueprint) {
    Diagnostics found = new Diagnostics();
    rule.check(blueprint, found);
    return !found.all().isEmpty();
  }

  private static List<Blueprint> goldens() throws IOException {
    try (Stream<Path> walk = Files.walk(Path.of("src/test/resources/golden"))) {
      List<Blueprint> read = new ArrayList<>();
      for (Path file : walk.filter(p -> p.endsWith("blueprint.yaml")).toList()) {
        read.addAll(read(file));
      }
      return read;
    }
  }

  private static List<Blueprint> read(Path file) throws IOException {
    SourceReader.Decoded decoded = SourceReader.decode("b.yaml", Files.readAllBytes(file));
    Diagnostics found = new Diagnostics();
    return YamlReader.read(decoded.file()).root().stream()
        .flatMap(root -> BlueprintReader.read(root, found).stream())
        .toList();
  }
}
