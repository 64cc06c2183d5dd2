package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class NativeToolsTest {
  @TempDir Path directory;

  @Test
  void anInstalledToolComesBeforeTheOneOnThePath() throws IOException {
    Path installed = program("installed/tool");
    program("path/tool");
    Properties properties = new Properties();
    properties.setProperty("tool", installed.toString());

    assertThat(tools(properties, false).requireAll("tool")).isEqualTo(installed);
  }

  @Test
  void aToolThatSetupCouldNotHaveIsStillFoundOnThePath() throws IOException {
    Path onPath = program("path/tool");

    assertThat(tools(unavailable("no network"), false).requireAll("tool")).isEqualTo(onPath);
  }

  @Test
  void aMissingToolSkipsTheTestAndIsNamedWithItsReason() {
    NativeTools tools = tools(unavailable("no network"), false);

    assertThatThrownBy(() -> tools.requireAll("other", "tool"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("tool: no network");
    assertThat(tools.skippedHere())
        .containsEntry("tool", "no network")
        .containsEntry("other", "not found; `.ci/setup native` installs it");
  }

  @Test
  void aMissingToolIsAFailureInContinuousIntegration() {
    assertThatThrownBy(() -> tools(unavailable("no network"), true).requireAll("tool"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("tool: no network");
  }

  @Test
  void whatIsNoToolIsRequiredLikeOne() {
    NativeTools tools = tools(new Properties(), false);

    tools.requireThat(true, "root", "only root can");
    assertThatThrownBy(() -> tools.requireThat(false, "root", "only root can"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("root: only root can");
    assertThat(tools.skippedHere()).containsExactly(Map.entry("root", "only root can"));
    assertThatThrownBy(() -> tools(new Properties(), true).requireThat(false, "root", "why"))
        .isInstanceOf(AssertionError.class);
  }

  private NativeTools tools(Properties installed, boolean missingIsFailure) {
    return new NativeTools(installed, directory.resolve("path").toString(), missingIsFailure);
  }

  private static Properties unavailable(String reason) {
    Properties properties = new Properties();
    properties.setProperty("tool", "unavailable: " + reason);
    return properties;
  }

  private Path program(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
