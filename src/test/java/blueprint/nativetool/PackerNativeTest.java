package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class PackerNativeTest {
  @TempDir Path scratch;

  @Test
  void packerAcceptsEveryTemplate() throws IOException, InterruptedException {
    for (Path template : MachineOutput.files("packer/[^/]+\\.json")) {
      validate(template).succeeded();
    }
  }

  @Test
  void aMisspelledKeyIsRefused() throws IOException, InterruptedException {
    ToolRun run = validate(changed("\"ami_name\"", "\"amy_name\""));

    assertThat(run.exit()).isNotZero();
    assertThat(run.out() + run.err()).contains("amy_name");
  }

  @Test
  void aMissingScriptIsRefused() throws IOException, InterruptedException {
    ToolRun run = validate(changed("scripts/sentry-demo.sh", "scripts/nothing.sh"));

    assertThat(run.exit()).isNotZero();
    assertThat(run.out() + run.err()).contains("nothing.sh");
  }

  private Path changed(String from, String to) throws IOException, InterruptedException {
    ToolRun.of("cp", "-a", MachineOutput.output("sentry").resolve("packer"), scratch).succeeded();
    Path template = scratch.resolve("packer/sentry-demo.json");
    String text = Files.readString(template);
    assertThat(text).contains(from);
    Files.writeString(template, text.replace(from, to));
    return template;
  }

  private ToolRun validate(Path template) throws IOException, InterruptedException {
    Path packer = NativeTools.require("packer", "packer-plugins");
    Map<String, String> environment =
        Map.of(
            "PACKER_PLUGIN_PATH", NativeTools.require("packer-plugins").toString(),
            "PACKER_CONFIG_DIR", scratch.toString(),
            "CHECKPOINT_DISABLE", "1");
    return ToolRun.in(scratch, environment, Duration.ofMinutes(1), packer, "validate", template);
  }
}
