package blueprint.handover;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.pipeline.Tool;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which variables a tool sees, and which keep it from being run. */
final class EnvironmentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TF_CLI_ARGS",
        "TF_CLI_ARGS_plan",
        "TF_VAR_base_image_id",
        "TF_WORKSPACE",
        "TF_DATA_DIR",
        "TF_CLI_CONFIG_FILE",
        "TF_REATTACH_PROVIDERS",
        "TF_LOG",
        "AWS_ENDPOINT_URL",
        "AWS_ENDPOINT_URL_S3",
        "AWS_S3_ENDPOINT",
        "AWS_DATA_PATH",
        "PKR_VAR_x",
        "PACKER_LOG",
        "PACKER_CONFIG",
        "PACKER_PLUGIN_PATH"
      })
  void whatChangesTheMeaningOfACommandIsNamedUnlessAllowed(String name) {
    Environment environment = new Environment(Map.of(name, "x"), Set.of());
    assertThat(environment.refused()).extracting(Environment.Refused::name).containsExactly(name);
    assertThat(environment.refused().get(0).because()).isNotEmpty();
    assertThat(environment.of(Tool.TERRAFORM, Map.of())).isEmpty();

    Environment allowed = new Environment(Map.of(name, "x"), Set.of(name));
    assertThat(allowed.refused()).isEmpty();
    assertThat(allowed.of(Tool.TERRAFORM, Map.of())).containsEntry(name, "x");
  }

  @Test
  void anEmptyOneMeansNothing() {
    assertThat(new Environment(Map.of("TF_CLI_ARGS", ""), Set.of()).refused()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LD_PRELOAD",
        "LD_LIBRARY_PATH",
        "BASH_ENV",
        "ENV",
        "NODE_OPTIONS",
        "PYTHONPATH",
        "PYTHONSTARTUP",
        "JAVA_TOOL_OPTIONS",
        "GIT_SSH_COMMAND",
        "DB_PASSWORD",
        "ANYTHING"
      })
  void whatNoToolNeedsIsKeptBack(String name) {
    Environment environment = new Environment(Map.of(name, "x"), Set.of());
    for (Tool tool : Tool.values()) {
      assertThat(environment.of(tool, Map.of())).doesNotContainKey(name);
    }
  }

  @Test
  void credentialsReachEveryTool() {
    Map<String, String> keys =
        Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b", "AWS_SESSION_TOKEN", "c");
    Environment environment = new Environment(keys, Set.of());
    for (Tool tool : List.of(Tool.AWS, Tool.TERRAFORM, Tool.PACKER)) {
      assertThat(environment.of(tool, Map.of())).containsAllEntriesOf(keys);
    }
    assertThat(environment.secrets()).contains("b", "c");
  }

  @Test
  void whatIsFixedCountsMore() {
    Environment environment =
        new Environment(Map.of("AWS_REGION", "us-east-1"), Set.of("AWS_REGION"));
    assertThat(environment.of(Tool.AWS, Map.of("AWS_REGION", "eu-west-1")))
        .containsEntry("AWS_REGION", "eu-west-1");
  }

  @Test
  void aTokenOfTerraformIsForTerraform() {
    Environment environment = new Environment(Map.of("TF_TOKEN_app_terraform_io", "t"), Set.of());
    assertThat(environment.refused()).isEmpty();
    assertThat(environment.of(Tool.TERRAFORM, Map.of())).hasSize(1);
    assertThat(environment.of(Tool.PACKER, Map.of())).isEmpty();
  }
}
