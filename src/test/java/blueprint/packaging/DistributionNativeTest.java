package blueprint.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.nativetool.NativeTools;
import blueprint.nativetool.ToolRun;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is released: complete, lean, listed, and refused when it would not be what it says. */
@Tag("native")
final class DistributionNativeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path scratch;

  @Test
  void makingItTwiceGivesTheSameBytes() throws IOException, InterruptedException {
    Path sums = Distribution.make(scratch).resolveSibling("SHA256SUMS");
    String first = Files.readString(sums);
    Distribution.make(scratch);
    assertThat(sums).hasContent(first);
    Distribution.run(scratch, Map.of(), List.of("sha256sum", "-c", "SHA256SUMS")).succeeded();
  }

  @Test
  void theListNamesEveryJarAndAllJavaScriptWithLicences() throws IOException, InterruptedException {
    Path folder = Distribution.make(scratch);
    JsonNode bom = JSON.readTree(scratch.resolve(folder.getFileName() + ".cdx.json").toFile());
    assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    Set<String> named = new TreeSet<>();
    for (JsonNode component : bom.path("components")) {
      named.add(component.path("purl").asText().replaceFirst("[?].*", ""));
      assertThat(component.path("licenses")).as(component.toString()).isNotEmpty();
    }
    for (JsonNode component : JSON.readTree(new File("src/dist/javascript.json"))) {
      assertThat(named).contains(component.path("purl").asText());
    }
    assertThat(named)
        .contains(
            "pkg:maven/org.yaml/snakeyaml@2.4",
            "pkg:maven/info.picocli/picocli@4.7.7",
            "pkg:npm/cdktf@0.19.2",
            "pkg:npm/constructs@10.5.1",
            "pkg:npm/aws-cdk-lib@2.263.0");
  }

  @Test
  void theJarHoldsLicencesAndNothingThatDoesNotRun() throws IOException {
    try (ZipFile jar = new ZipFile("target/blueprint.jar")) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      assertThat(names).doesNotHaveDuplicates();
      assertThat(names).contains("META-INF/LICENSE", "META-INF/NOTICE");
      assertThat(names)
          .noneMatch(name -> name.endsWith(".map") || name.startsWith("META-INF/maven/"))
          .noneMatch(name -> name.contains("module-info") || name.startsWith("javax/"))
          .noneMatch(name -> name.startsWith("com/hashicorp/") || name.startsWith("software/"))
          .noneMatch(name -> name.endsWith(".tgz") || name.endsWith(".d.ts"));
      byte[] notice = jar.getInputStream(jar.getEntry("META-INF/NOTICE")).readAllBytes();
      assertThat(notice).isEqualTo(Files.readAllBytes(Path.of("src/dist/NOTICE")));
      byte[] manifest = jar.getInputStream(jar.getEntry("META-INF/MANIFEST.MF")).readAllBytes();
      assertThat(new String(manifest, java.nio.charset.StandardCharsets.UTF_8))
          .doesNotContain("Built-By", "Build-Jdk:", "Created-By: Apache Maven");
    }
  }

  @Test
  void aReleaseThatIsNotWhatItSaysIsRefused() throws IOException, InterruptedException {
    Path git = NativeTools.require("git");
    Path clone = scratch.resolve("clone");
    ToolRun.of(git, "clone", "-q", "--depth=1", "file://" + Path.of("").toAbsolutePath(), clone)
        .succeeded();
    ToolRun.of("cp", ".ci/release", clone.resolve(".ci/release")).succeeded();
    run(clone, "git", "config", "user.email", "test@example.org");
    run(clone, "git", "config", "user.name", "test");
    run(clone, "git", "commit", "-qam", "release", "--allow-empty");
    assertThat(release(clone, "1.0").exit()).isEqualTo(64);
    assertThat(release(clone, "v9.9.9").err()).contains("the tag is v9.9.9");
    assertThat(release(clone, "v0.1.0").err()).contains("v0.1.0 is not the tag of this commit");
    run(clone, "git", "tag", "v0.1.0");
    assertThat(release(clone, "v0.1.0").err()).contains("CHANGELOG.md does not say");
    Files.writeString(clone.resolve("stray"), "x");
    assertThat(release(clone, "v0.1.0").err()).contains("changes that are not committed");
  }

  private static ToolRun release(Path clone, String tag) throws IOException, InterruptedException {
    ToolRun ran = Distribution.run(clone, Map.of(), List.of(".ci/release", tag));
    assertThat(ran.exit()).as(ran.out()).isIn(1, 64);
    return ran;
  }

  private static void run(Path directory, String... command)
      throws IOException, InterruptedException {
    Distribution.run(directory, Map.of(), List.of(command)).succeeded();
  }
}
