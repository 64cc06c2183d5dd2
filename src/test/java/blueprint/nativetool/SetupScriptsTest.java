package blueprint.nativetool;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class SetupScriptsTest {

  @Test
  void theScriptsThatSetUpBuildAndTestAreCleanForShellcheck()
      throws IOException, InterruptedException {
    ToolRun.of(
            NativeTools.require("shellcheck"),
            "--severity=style",
            ".ci/setup",
            ".ci/build",
            ".ci/test",
            ".ci/run",
            ".ci/checksums",
            ".ci/dist",
            ".ci/release",
            ".ci/reproduce",
            "src/dist/blueprint")
        .succeeded();
  }
}
