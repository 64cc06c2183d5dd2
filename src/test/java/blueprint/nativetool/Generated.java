package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.compile.BlueprintFile;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.plan.Plan;
import blueprint.plan.Planner;
import blueprint.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What was generated and committed, and the plans that it came from. */
final class Generated {

  /** Trees that say what no shipped blueprint does, and what is not applied to a local AWS. */
  private static final List<Path> GOLDENS =
      Stream.of("aurora", "dual-stack", "firewall")
          .map(name -> Path.of("src/test/resources/golden/trees", name, "expected"))
          .toList();

  private Generated() {}

  /** The Terraform folders; there is at least one. */
  static List<Path> terraform() throws IOException {
    return all("terraform");
  }

  /** The CloudFormation templates; there is at least one. */
  static List<Path> templates() throws IOException {
    return all("cloudformation/template.yaml");
  }

  private static List<Path> all(String below) throws IOException {
    try (Stream<Path> stacks = Files.list(Path.of("out"))) {
      List<Path> found =
          stacks.map(stack -> stack.resolve(below)).filter(Files::exists).sorted().toList();
      assertThat(found).isNotEmpty();
      Stream<Path> more = GOLDENS.stream().map(tree -> tree.resolve(below));
      return Stream.concat(found.stream(), more.filter(Files::exists)).toList();
    }
  }

  /** The plan of a blueprint. */
  static Plan plan(Path file) throws IOException {
    Diagnostics found = new Diagnostics();
    YamlReader.Document document = YamlReader.read(BlueprintFile.read(file).file());
    Blueprint blueprint = BlueprintReader.read(document.root().orElseThrow(), found).orElseThrow();
    assertThat(found.hasErrors()).isFalse();
    return Planner.plan(blueprint);
  }
}
