package blueprint.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the program is built from: fixed versions, known bytes, and a list of what is inside. */
final class DependenciesTest {

  private static final Path CHECKSUMS = Path.of(".mvn/checksums/checksums.sha256");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path JAVASCRIPT = Path.of("target/classes/javascript");

  @Test
  void eachVersionInThePomIsOneVersion() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    List<String> versions =
        Pattern.compile("<version>([^<]*)</version>|<[a-z.]+\\.version>([^<]*)<")
            .matcher(pom.replaceAll("(?s)<requireJavaVersion>.*?</requireJavaVersion>", ""))
            .results()
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .filter(version -> !version.matches("\\$\\{[a-z.]+\\.version}"))
            .toList();
    assertThat(versions).hasSizeGreaterThan(20).allMatch(DependenciesTest::isExact);
  }

  @Test
  void rangesAndMovingVersionsAreSeen() {
    for (String version : List.of("[1,2)", "1.+", "LATEST", "RELEASE", "1-SNAPSHOT", "(,1]", "")) {
      assertThat(isExact(version)).as(version).isFalse();
    }
  }

  @Test
  void everyLibraryOnTheClassPathHasTheListedBytes() throws IOException {
    Set<String> listed = new TreeSet<>(Files.readAllLines(CHECKSUMS));
    List<Path> jars = classPath();
    assertThat(jars).hasSizeGreaterThan(15);
    for (Path jar : jars) {
      assertThat(isListed(listed, jar.getFileName().toString(), Files.readAllBytes(jar)))
          .as(jar + " is not the one in " + CHECKSUMS + "; see .ci/checksums")
          .isTrue();
    }
  }

  @Test
  void oneOtherByteInALibraryIsSeen() throws IOException {
    Set<String> listed = new TreeSet<>(Files.readAllLines(CHECKSUMS));
    Path jar = classPath().get(0);
    byte[] bytes = Files.readAllBytes(jar);
    bytes[bytes.length / 2] ^= 1;
    assertThat(isListed(listed, jar.getFileName().toString(), bytes)).isFalse();
  }

  @Test
  void theListOfJavaScriptIsWhatTheProgramHolds() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (JsonNode component : JSON.readTree(new File("src/dist/javascript.json"))) {
      String license = component.at("/licenses/0/license/id").asText();
      listed.add(packaged(component, license));
      assertThat(component.path("purl").asText())
          .isEqualTo(
              "pkg:npm/"
                  + component.path("name").asText().replace("@", "%40")
                  + "@"
                  + component.path("version").asText());
    }
    assertThat(listed).isEqualTo(packages()).hasSizeGreaterThan(10);
  }

  @Test
  void theIndexOfEachBundleNamesItsFilesInOrder() throws IOException {
    for (String bundle : List.of("cdktf", "cdk")) {
      Path folder = JAVASCRIPT.resolve(bundle);
      assertThat(Files.readAllLines(folder.resolve("files.txt")))
          .isEqualTo(
              files(folder).stream()
                  .map(file -> folder.relativize(file).toString())
                  .filter(file -> !file.equals("files.txt"))
                  .sorted()
                  .toList());
    }
  }

  @Test
  void theNoticeNamesEverythingInside() throws IOException {
    String notice = Files.readString(Path.of("src/dist/NOTICE")).replaceAll("\\s+", " ");
    for (JsonNode component : JSON.readTree(new File("src/dist/javascript.json"))) {
      String name = component.path("name").asText() + " " + component.path("version").asText();
      assertThat(notice).contains(name);
    }
    for (String jar : List.of("jackson-databind", "snakeyaml", "compiler", "picocli", "jspecify")) {
      assertThat(notice).contains(jar);
    }
  }

  private static boolean isExact(String version) {
    return version.matches("[0-9]+(\\.[0-9]+)*([.-](v[0-9]+|RC[0-9]+|Final|jre|M[0-9]+))?");
  }

  private static boolean isListed(Set<String> listed, String name, byte[] bytes) {
    String digest = sha256(bytes);
    return listed.stream().anyMatch(l -> l.startsWith(digest + "  ") && l.endsWith("/" + name));
  }

  private static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar") && entry.contains("repository"))
        .filter(entry -> !entry.contains("surefire"))
        .map(Path::of)
        .toList();
  }

  /** What the manifests of the packages in the program say. */
  private static Set<String> packages() throws IOException {
    Set<String> packages = new TreeSet<>();
    for (Path file : files(JAVASCRIPT)) {
      if (file.toString().matches(".*/node_modules/(@[^/]+/)?[^/]+/package\\.json")) {
        JsonNode manifest = JSON.readTree(file.toFile());
        packages.add(packaged(manifest, manifest.path("license").asText()));
      }
    }
    return packages;
  }

  private static String packaged(JsonNode json, String license) {
    return json.path("name").asText() + "@" + json.path("version").asText() + " " + license;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
