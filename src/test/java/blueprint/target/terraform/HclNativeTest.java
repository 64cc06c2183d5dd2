package blueprint.target.terraform;

import static blueprint.target.terraform.Expression.reference;
import static blueprint.target.terraform.Expression.template;
import static blueprint.target.terraform.TerraformModel.file;
import static org.assertj.core.api.Assertions.assertThat;

import blueprint.nativetool.NativeTools;
import blueprint.nativetool.ToolRun;
import blueprint.node.NodeMissingException;
import blueprint.text.AwkwardStrings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class HclNativeTest {

  @Test
  void terraformEvaluatesEveryTextToItself(@TempDir Path directory)
      throws IOException, InterruptedException, NodeMissingException {
    List<String> texts = AwkwardStrings.some(3000);
    List<Block> blocks = new ArrayList<>(List.of(Block.locals().set("x", "X")));
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      blocks.add(Block.output("text" + i).set("value", text));
      blocks.add(
          Block.output("template" + i).set("value", template(text, reference("local.x"), text)));
    }
    TerraformModel model = new TerraformModel(List.of(new TerraformModel.File("main.tf", blocks)));
    try (CdktfSynthesizer cdktf = CdktfSynthesizer.warmUp()) {
      write(cdktf.synthesize(model), directory);
    }

    run(directory, "apply", "-auto-approve", "-input=false").succeeded();
    JsonNode outputs =
        new ObjectMapper().readTree(run(directory, "output", "-json").succeeded().out());

    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      assertThat(outputs.at("/text" + i + "/value").textValue()).isEqualTo(text);
      assertThat(outputs.at("/template" + i + "/value").textValue()).isEqualTo(text + "X" + text);
    }
  }

  @Test
  void terraformFmtHasNothingToChange(@TempDir Path directory)
      throws IOException, InterruptedException {
    write(HclEmitterTest.everyKind(), directory);

    assertThat(run(directory, "fmt", "-check", "-diff").succeeded().out()).isEmpty();
  }

  @Test
  void terraformFmtWouldHaveNoticed(@TempDir Path directory)
      throws IOException, InterruptedException {
    Files.writeString(directory.resolve("main.tf"), "locals {\n  a = 1\n  bb = 2\n}\n");

    assertThat(run(directory, "fmt", "-check").exit()).isEqualTo(3);
  }

  private static void write(TerraformModel model, Path directory) throws IOException {
    for (Map.Entry<String, String> file : HclEmitter.emit(model).entrySet()) {
      Files.writeString(directory.resolve(file.getKey()), file.getValue());
    }
  }

  private static ToolRun run(Path directory, Object... arguments)
      throws IOException, InterruptedException {
    List<Object> command = new ArrayList<>(List.of(NativeTools.require("terraform")));
    command.addAll(List.of(arguments));
    Map<String, String> environment = Map.of("CHECKPOINT_DISABLE", "true");
    return ToolRun.in(directory, environment, Duration.ofMinutes(5), command.toArray());
  }
}
