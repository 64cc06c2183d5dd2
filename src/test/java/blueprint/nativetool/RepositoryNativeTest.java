package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repositories of the images that are built, made by each engine in the local AWS. */
@Tag("native")
final class RepositoryNativeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/trees/built-images/blueprint.yaml");

  @TempDir Path work;
  private MotoServer aws;
  private WrittenTemplate written;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    aws = LocalAws.empty();
    written =
        WrittenTemplate.of(Files.readString(GOLDEN), Files.createDirectory(work.resolve("g")));
  }

  @Test
  void terraformMakesThemAndChangesNothingASecondTime() throws Exception {
    TerraformRunner terraform =
        TerraformRunner.against(
            aws, written.folder().resolve("terraform"), Files.createDirectory(work.resolve("t")));
    terraform.init().succeeded();
    List<String> targets = new ArrayList<>();
    for (String service : List.of("back", "front")) {
      targets.add("-target=aws_ecr_repository.app_" + service);
      targets.add("-target=aws_ecr_lifecycle_policy.app_" + service);
    }
    String[] options = targets.toArray(String[]::new);
    terraform.apply(options).succeeded();

    repositoriesAreThere();
    assertThat(terraform.plan(options).exit()).as("nothing to change").isZero();

    JsonNode pushed = push("shop/back");
    assertThat(pushed.at("/image/imageId/imageDigest").asText()).startsWith("sha256:");
    ToolRun refused = terraform.destroy(options);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("RepositoryNotEmptyException");
    assertThat(repository("shop/back").isMissingNode()).isFalse();
  }

  /**
   * The local CloudFormation hands scanning and encryption on in words that the local ECR does not
   * know, and no policy at all: of these, ParityNativeTest says that both engines ask the same.
   */
  @Test
  void cloudFormationMakesThemToo() throws Exception {
    ObjectNode template = JSON.createObjectNode();
    ObjectNode resources = template.putObject("Resources");
    for (Map.Entry<String, JsonNode> each : written.tree().at("/Resources").properties()) {
      if (each.getValue().at("/Type").asText().equals("AWS::ECR::Repository")) {
        resources.set(each.getKey(), each.getValue());
      }
    }
    LocalStack stack = new LocalStack(new LocalAccount(aws, "eu-west-1"), "repositories");
    stack.create(template.toString(), Map.of());

    assertThat(stack.resources())
        .containsEntry(
            "AppBackRepository", new LocalStack.Made("AWS::ECR::Repository", "shop/back"))
        .containsEntry(
            "AppFrontRepository", new LocalStack.Made("AWS::ECR::Repository", "shop/front"));
    for (String name : List.of("shop/back", "shop/front")) {
      assertThat(repository(name).at("/imageTagMutability").asText()).isEqualTo("IMMUTABLE");
    }
  }

  private void repositoriesAreThere() throws IOException, InterruptedException {
    for (String name : List.of("shop/back", "shop/front")) {
      JsonNode found = repository(name);
      assertThat(found.at("/imageTagMutability").asText()).isEqualTo("IMMUTABLE");
      assertThat(found.at("/imageScanningConfiguration/scanOnPush").asBoolean()).isTrue();
      assertThat(found.at("/encryptionConfiguration/encryptionType").asText()).isEqualTo("KMS");
      JsonNode rules =
          JSON.readTree(
                  ecr("GetLifecyclePolicy", "{\"repositoryName\": \"%s\"}".formatted(name))
                      .at("/lifecyclePolicyText")
                      .asText())
              .at("/rules");
      assertThat(rules).hasSize(2);
      assertThat(rules.at("/0/selection/tagStatus").asText()).isEqualTo("untagged");
      assertThat(rules.at("/1/selection/tagStatus").asText()).isEqualTo("any");
      assertThat(rules.at("/1/selection/countNumber").asInt()).isEqualTo(5);
    }
  }

  private JsonNode repository(String name) throws IOException, InterruptedException {
    for (JsonNode each : ecr("DescribeRepositories", "{}").at("/repositories")) {
      if (each.at("/repositoryName").asText().equals(name)) {
        return each;
      }
    }
    return JSON.createObjectNode().path("missing");
  }

  private JsonNode push(String repository) throws IOException, InterruptedException {
    String manifest =
        """
        {"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
         "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": 1,
                    "digest": "sha256:%1$s"},
         "layers": []}
        """
            .formatted("0".repeat(64));
    return ecr(
        "PutImage",
        JSON.writeValueAsString(
            Map.of("repositoryName", repository, "imageTag", "1", "imageManifest", manifest)));
  }

  private JsonNode ecr(String action, String body) throws IOException, InterruptedException {
    String target = "AmazonEC2ContainerRegistry_V20150921." + action;
    return JSON.readTree(aws.json("ecr", "eu-west-1", target, body));
  }
}
