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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What was generated and committed, and the plans that it came from. */
final class Generated {

  /** Databases of a kind that no example has. */
  private static final Path GOLDEN = Path.of("src/test/resources/golden/trees/aurora/expected");

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
    List<Path> found = new ArrayList<>();
    try (Stream<Path> stacks = Files.list(Path.of("out"))) {
      stacks.map(stack -> stack.resolve(below)).filter(Files::exists).sorted().forEach(found::add);
    }
    assertThat(found).isNotEmpty();
    found.add(GOLDEN.resolve(below));
    return found;
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
