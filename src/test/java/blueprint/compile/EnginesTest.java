package blueprint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostic;
import blueprint.output.OutputFile;
import blueprint.output.OutputTree;
import blueprint.source.SourceReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which folders there are, and how much CloudFormation takes. */
final class EnginesTest {

  private static final Pattern ID = Pattern.compile("(?m)^  ([A-Z][A-Za-z0-9]*):$");

  @Test
  void eachEngineHasAFolderOfItsOwn() {
    assertThat(folders("terraform")).contains("terraform").doesNotContain("cloudformation");
    assertThat(folders("cloudformation")).contains("cloudformation").doesNotContain("terraform");
    assertThat(folders("both")).contains("cloudformation", "packer", "terraform");
  }

  @Test
  void cloudFormationSaysTheSameBesideTerraform() {
    assertThat(template(tree("both", ""))).isEqualTo(template(tree("cloudformation", "")));
  }

  @Test
  void anUnrelatedEditChangesNoLogicalId() {
    Set<String> before = ids(tree("cloudformation", ""));
    Set<String> after =
        ids(
            tree(
                "cloudformation",
                tier("other", "")
                    + "    instances: {image: base, type: t3.large, services: {x: {run: /bin/x, user: web}}}\n"));
    assertThat(before).isNotEmpty();
    assertThat(after).containsAll(before).hasSizeGreaterThan(before.size());
  }

  @Test
  void aTemplateThatIsTooLargeIsRefusedWithTheArithmetic() {
    String tiers =
        IntStream.range(0, 30)
            .mapToObj(i -> tier("other" + i, machines(i)))
            .collect(Collectors.joining());
    List<Diagnostic> found = compile("cloudformation", tiers).found().sorted();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).code().id()).isEqualTo("template-too-large");
    assertThat(found.get(0).span().start().line()).isEqualTo(4);
    assertThat(found.get(0).message())
        .containsPattern("has [0-9,]+ (bytes|resources), and (51,200|500) is the limit: ")
        .containsPattern("`tiers\\.other7` [0-9,]+")
        .contains("`network` ");
    assertThat(found.get(0).hint().orElseThrow()).contains("several blueprints", "terraform");
    assertThat(compile("terraform", tiers).outputs()).isNotEmpty();
  }

  private static Set<String> folders(String engine) {
    return tree(engine, "").files().keySet().stream()
        .map(path -> path.split("/", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> ids(OutputTree tree) {
    Set<String> ids = new TreeSet<>();
    Matcher id = ID.matcher(template(tree));
    while (id.find()) {
      ids.add(id.group(1));
    }
    return ids;
  }

  private static String template(OutputTree tree) {
    OutputFile file = tree.files().get("cloudformation/template.yaml");
    assertThat(file).isNotNull();
    return file == null ? "" : file.text();
  }

  private static OutputTree tree(String engine, String more) {
    Compilation compilation = compile(engine, more);
    assertThat(compilation.outputs()).as(compilation.found().sorted().toString()).hasSize(1);
    return compilation.outputs().get(0).tree();
  }

  private static String tier(String name, String body) {
    return "  " + name + ":\n" + body;
  }

  private static String machines(int number) {
    return "    instances: {image: base, subnet: 10.0.%d.0/24, services: {s%d: {run: /bin/x, user: web}}}\n"
        .formatted(number, number);
  }

  private static Compilation compile(String engine, String more) {
    String text =
        """
        blueprint: 1
        name: shop
        region: eu-west-1
        engine: %s
        images:
          base:
            from: ubuntu-24.04
            recipe: [{user: web}, {file: /bin/x, content: x, mode: 0755}]
        tiers:
          app:
            instances: {image: base, services: {site: {run: /bin/x, user: web}}}
        """
                .formatted(engine)
            + more;
    SourceReader.Decoded file =
        SourceReader.decode("shop.yaml", text.getBytes(StandardCharsets.UTF_8));
    return Compiler.compile(List.of(file), Optional.empty()).get(0);
  }
}
