package blueprint.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the program is built from: fixed versions, known bytes, and a list of what is inside. */
final class DependenciesTest {

  private static final Path CHECKSUMS = Path.of(".mvn/checksums/checksums.sha256");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TAR_BLOCK = 512;

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
  void theListOfJavaScriptIsWhatTheLibrariesHold() throws IOException {
    Set<String> expected = new TreeSet<>();
    expected.addAll(packages("cdktf-", "com/hashicorp/cdktf/"));
    expected.addAll(packages("constructs-", "software/constructs/"));
    expected.addAll(kernel());
    Set<String> listed = new TreeSet<>();
    for (JsonNode component : JSON.readTree(new File("src/dist/javascript.json"))) {
      assertThat(component.at("/licenses/0/license")).as(component.toString()).isNotEmpty();
      listed.add(component.path("name").asText() + "@" + component.path("version").asText());
    }
    assertThat(listed).isEqualTo(expected).hasSizeGreaterThan(60);
  }

  @Test
  void theNoticeNamesEverythingInside() throws IOException {
    String notice = Files.readString(Path.of("src/dist/NOTICE")).replaceAll("\\s+", " ");
    for (JsonNode component : JSON.readTree(new File("src/dist/javascript.json"))) {
      assertThat(notice).contains(component.path("name").asText());
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

  private static Path jar(String prefix) {
    return classPath().stream()
        .filter(path -> path.getFileName().toString().matches(prefix + "[0-9.]+\\.jar"))
        .findFirst()
        .orElseThrow();
  }

  /** The packages in the archive of one library. */
  private static Set<String> packages(String jar, String folder) throws IOException {
    try (ZipFile zip = new ZipFile(jar(jar).toFile())) {
      String archive =
          zip.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.startsWith(folder) && name.endsWith(".jsii.tgz"))
              .findFirst()
              .orElseThrow();
      try (InputStream in = new GZIPInputStream(zip.getInputStream(zip.getEntry(archive)))) {
        return packages(in.readAllBytes());
      }
    }
  }

  private static Set<String> packages(byte[] tar) throws IOException {
    Pattern manifest = Pattern.compile("package/(.*node_modules/(@[^/]+/)?[^/]+/)?package\\.json");
    Set<String> packages = new TreeSet<>();
    for (int at = 0; at + TAR_BLOCK <= tar.length && tar[at] != 0; ) {
      String name = field(tar, at, 100);
      String prefix = field(tar, at + 345, 155);
      int size = Integer.parseInt(field(tar, at + 124, 12).strip(), 8);
      if (manifest.matcher(prefix.isEmpty() ? name : prefix + "/" + name).matches()) {
        JsonNode json = JSON.readTree(new ByteArrayInputStream(tar, at + TAR_BLOCK, size));
        if (json.has("version")) {
          packages.add(json.path("name").asText() + "@" + json.path("version").asText());
        }
      }
      at += TAR_BLOCK * (1 + (size + TAR_BLOCK - 1) / TAR_BLOCK);
    }
    return packages;
  }

  private static String field(byte[] bytes, int at, int length) {
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** JSII's kernel is one file; its source map names what went into it, without versions. */
  private static Set<String> kernel() throws IOException {
    Path jar = jar("jsii-runtime-");
    Set<String> packages = new TreeSet<>();
    packages.add("@jsii/runtime@" + jar.getParent().getFileName());
    try (ZipFile zip = new ZipFile(jar.toFile());
        InputStream in =
            zip.getInputStream(zip.getEntry("software/amazon/jsii/lib/program.js.map"))) {
      Pattern name = Pattern.compile("node_modules/((?:@[^/]+/)?[^/]+)");
      for (JsonNode source : JSON.readTree(in).path("sources")) {
        Matcher matcher = name.matcher(source.asText());
        if (matcher.find()) {
          packages.add(matcher.group(1) + "@");
        }
      }
    }
    return packages;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
