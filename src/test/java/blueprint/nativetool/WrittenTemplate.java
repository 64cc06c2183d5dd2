package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.cli.Main;
import blueprint.plan.Plan;
import blueprint.target.packer.PackerTarget;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A blueprint's template as it is written.
 *
 * @param folder everything that was written
 * @param text the template
 */
record WrittenTemplate(Plan plan, Path folder, String text) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /**
   * @param blueprint the blueprint's text
   * @param work an empty folder
   */
  static WrittenTemplate of(String blueprint, Path work) throws IOException {
    Path file = Files.writeString(work.resolve("blueprint.yaml"), blueprint);
    Plan plan = Generated.plan(file);
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "generate",
            "--output",
            work.resolve("out").toString(),
            file.toString());
    assertThat(code).as(err.toString()).isZero();
    Path folder = work.resolve("out").resolve(plan.name());
    String text = Files.readString(folder.resolve("cloudformation/template.yaml"));
    return new WrittenTemplate(plan, folder, text);
  }

  /** The types of its resources, by logical id. */
  Map<String, String> types() throws IOException {
    Map<String, String> types = new TreeMap<>();
    tree()
        .at("/Resources")
        .properties()
        .forEach(
            resource -> types.put(resource.getKey(), resource.getValue().at("/Type").asText()));
    return types;
  }

  JsonNode tree() throws IOException {
    return YAML.readTree(text);
  }

  /** Registers the images that the template asks for, under the names that it says. */
  Map<String, String> registerImages(LocalAccount account)
      throws IOException, InterruptedException {
    Map<String, String> ids = new TreeMap<>();
    JsonNode labels = tree().at("/Metadata/AWS::CloudFormation::Interface/ParameterLabels");
    for (Map.Entry<String, JsonNode> parameter : tree().at("/Parameters").properties()) {
      assertThat(parameter.getValue().at("/Type").asText()).isEqualTo("AWS::EC2::Image::Id");
      String image = labels.path(parameter.getKey()).path("default").asText();
      assertThat(PackerTarget.emit(plan).imageNames()).containsValue(image);
      ids.put(parameter.getKey(), account.registerImage(image));
    }
    assertThat(ids).hasSameSizeAs(plan.images()).isNotEmpty();
    return ids;
  }
}
