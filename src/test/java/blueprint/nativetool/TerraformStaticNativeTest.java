package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Terraform and the real AWS provider, without an account: form, syntax, types. */
@Tag("native")
class TerraformStaticNativeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path work;

  static List<Path> folders() throws IOException {
    return Generated.terraform();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void isFormattedAsTerraformWould(Path folder) throws IOException, InterruptedException {
    ToolRun run = format(folder);

    assertThat(run.out()).as("files that terraform fmt would change").isEmpty();
    run.succeeded();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void isValidForTheOldestProviderThatItAllows(Path folder)
      throws IOException, InterruptedException {
    TerraformRunner terraform = TerraformRunner.inCopyOf(folder, work);
    terraform.initWithoutBackend().succeeded();

    JsonNode result = JSON.readTree(terraform.validate().out());

    assertThat(result.at("/valid").asBoolean()).as(result.toPrettyString()).isTrue();
    assertThat(result.at("/diagnostics")).as("warnings").isEmpty();
    assertThat(provider(terraform)).isEqualTo("5.100.0");
  }

  /** The lock file would hold the hashes of one platform only; whoever applies makes it. */
  @ParameterizedTest
  @MethodSource("folders")
  void holdsNothingThatTerraformLeftBehind(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".terraform") || name.contains(".tfstate"));
    }
  }

  @Test
  void aMisplacedSpaceIsSeen() throws IOException, InterruptedException {
    Path file = copyOfTheFirst().resolve("versions.tf");
    Files.writeString(file, Files.readString(file).replaceFirst("required_version =", "$0 "));

    assertThat(format(file.getParent()).exit()).isEqualTo(3);
  }

  @Test
  void anArgumentThatTheProviderDoesNotKnowIsSeen() throws IOException, InterruptedException {
    Path folder = copyOfTheFirst();
    Files.writeString(
        folder.resolve("planted.tf"),
        "resource \"aws_eip\" \"planted\" {\n  domian = \"vpc\"\n}\n");
    TerraformRunner terraform =
        TerraformRunner.inCopyOf(folder, Files.createDirectory(work.resolve("work")));
    terraform.initWithoutBackend().succeeded();

    assertThat(terraform.validate().out()).contains("domian").contains("\"valid\": false");
  }

  private Path copyOfTheFirst() throws IOException {
    return TerraformRunner.inCopyOf(
            Generated.terraform().get(0), Files.createDirectory(work.resolve("source")))
        .directory();
  }

  private static ToolRun format(Path folder) throws IOException, InterruptedException {
    return ToolRun.of(
        NativeTools.require("terraform"), "fmt", "-check", "-recursive", folder.toAbsolutePath());
  }

  private static String provider(TerraformRunner terraform)
      throws IOException, InterruptedException {
    String version = terraform.run(Duration.ofMinutes(1), "version", "-json").succeeded().out();
    return JSON.readTree(version)
        .at("/provider_selections/registry.terraform.io~1hashicorp~1aws")
        .asText();
  }
}
