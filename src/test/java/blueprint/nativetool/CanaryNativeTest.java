package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values that nobody may find again, in every place where a secret may lie: written into a
 * blueprint, in the environment, in files around. Looked for in eight spellings in all that a run
 * writes, says, leaves behind, and tells the process that it starts.
 */
@Tag("native")
class CanaryNativeTest {

  private static final String VALUE = "c4nary/%02d+ü\"$'&<x>=0";
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  @TempDir Path scratch;
  private Path home;
  private Path temporary;
  private final Set<String> seen = new ConcurrentSkipListSet<>();
  private int traces;
  private int folders;

  @BeforeEach
  void folders() throws IOException {
    home = Files.createDirectories(scratch.resolve("home/.aws")).getParent();
    temporary = Files.createDirectory(scratch.resolve("tmp"));
    Files.writeString(home.resolve(".aws/credentials"), "aws_secret_access_key=" + canary(0));
    Files.writeString(scratch.resolve(".env"), "PASSWORD=" + canary(1) + "\n");
    Files.writeString(scratch.resolve("terraform.tfvars"), "password = " + canary(2) + "\n");
  }

  @Test
  void nothingAroundARunIsFoundInWhatItLeaves() throws IOException, InterruptedException {
    String blueprint = sentry() + "\n# password: " + canary(3) + "\n";
    Map<String, String> environment =
        Map.of(
            "AWS_SECRET_ACCESS_KEY", canary(4),
            "DB_PASSWORD", canary(5),
            "TF_VAR_password", canary(6),
            "GITHUB_TOKEN", canary(7));

    assertThat(run(blueprint, environment)).isZero();

    assertThat(scratch.resolve("out/sentry/cloudformation/template.yaml")).isRegularFile();
    assertThat(scratch.resolve("out/sentry/terraform/app.tf")).isRegularFile();
    assertThat(traces).as("looks at the processes that run CDKTF and the CDK").isPositive();
    assertThat(folders).as("looks at its private folder").isPositive();
    assertThat(found()).isEmpty();
  }

  @Test
  void whatIsWrittenIntoABlueprintIsRefusedAndNotRepeated()
      throws IOException, InterruptedException {
    String sentry = sentry();
    Map<Integer, String> places =
        new TreeMap<>(
            Map.of(
                8, sentry.replace("PASSWORD: ${db.password}", "PASSWORD: " + yaml(8)),
                9,
                    sentry.replace(
                        "image: sentry-demo",
                        "image: sentry-demo\n      env: {API_TOKEN: " + yaml(9) + "}"),
                10,
                    sentry.replace(
                        "user: sentry\n      backups",
                        "user: sentry\n      master_password: " + yaml(10) + "\n      backups"),
                11,
                    sentry
                        + "overrides: {terraform: {aws_db_instance.db: {password: "
                        + yaml(11)
                        + "}}}\n",
                12,
                    sentry
                        + "overrides: {cloudformation: {DbInstance: {MasterUserPassword: "
                        + yaml(12)
                        + "}}}\n"));
    for (Map.Entry<Integer, String> place : places.entrySet()) {
      assertThat(place.getValue()).contains(yaml(place.getKey()));
      assertThat(run(place.getValue(), Map.of())).as("canary " + place.getKey()).isEqualTo(3);
      assertThat(run(place.getValue(), Map.of(), "--diagnostics", "json")).isEqualTo(3);
    }

    assertThat(scratch.resolve("out")).doesNotExist();
    assertThat(found()).isEmpty();
  }

  @Test
  void eachSpellingWouldBeFound() throws IOException {
    for (String spelling : spellings(canary(3))) {
      seen.clear();
      Files.writeString(temporary.resolve("leak"), "x" + spelling + "x");

      assertThat(found()).as(spelling).hasSize(1);
    }
    assertThat(spellings(canary(3))).hasSizeGreaterThanOrEqualTo(8);
  }

  /** The example for both engines. */
  private static String sentry() throws IOException {
    String text = Files.readString(Path.of("blueprints/sentry.yaml"));
    assertThat(text).contains("engine: terraform\n");
    return text.replace("engine: terraform\n", "engine: both\n");
  }

  /** A run of the jar whose temporary files and children are looked at while it lasts. */
  private int run(String blueprint, Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    Files.writeString(scratch.resolve("b.yaml"), blueprint);
    List<Object> command =
        new ArrayList<>(List.of("sh", "-c", "umask 000; exec \"$@\"", "sh", BuiltProgram.java()));
    command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-Duser.home=" + home));
    command.addAll(List.of("-jar", BuiltProgram.jar(), "generate", "b.yaml", "-o", "out"));
    command.addAll(List.of(options));
    Path log = scratch.resolve("log");
    ProcessBuilder builder =
        ToolRun.builder(command.stream().map(Object::toString).toList(), environment);
    builder.environment().put("HOME", home.toString());
    Process process =
        builder
            .directory(scratch.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      while (process.isAlive()) {
        watch(process);
        Thread.sleep(20);
      }
    } finally {
      ToolRun.killTree(process);
    }
    look("what it says", Files.readString(log));
    return process.exitValue();
  }

  /** Until it becomes Node, a child is the JVM's own way of starting it. */
  private static boolean isNode(Path proc) {
    try {
      return Files.readSymbolicLink(proc.resolve("exe")).endsWith("node");
    } catch (IOException e) {
      return false;
    }
  }

  private void watch(Process process) throws IOException {
    for (ProcessHandle child : process.descendants().toList()) {
      Path proc = Path.of("/proc", Long.toString(child.pid()));
      if (!isNode(proc)) {
        continue;
      }
      look("the environment of a child", read(proc.resolve("environ")));
      look("the arguments of a child", read(proc.resolve("cmdline")));
      traces++;
    }
    look("the arguments", read(Path.of("/proc", Long.toString(process.pid()), "cmdline")));
    for (Path file : files(temporary)) {
      look("a temporary file", read(file));
      permissions(file.getParent());
    }
  }

  /** Nobody else looks into the folder, so the modes of the files in it do not matter. */
  private void permissions(Path folder) throws IOException {
    if (folder.getParent().equals(temporary)) {
      try {
        assertThat(Files.getPosixFilePermissions(folder)).doesNotContainAnyElementsOf(OTHERS);
        folders++;
      } catch (NoSuchFileException e) {
        assertThat(folder).doesNotExist();
      }
    }
  }

  private Set<String> found() throws IOException {
    for (Path file : files(scratch)) {
      boolean ours =
          file.startsWith(scratch.resolve("out"))
              || file.startsWith(temporary)
              || file.startsWith(home.resolve(".cache"));
      if (ours) {
        look(scratch.relativize(file).toString(), read(file));
      }
    }
    return new TreeSet<>(seen);
  }

  private void look(String where, String text) {
    for (int i = 0; i < 13; i++) {
      String canary = canary(i);
      if (spellings(canary).stream().anyMatch(text::contains)) {
        seen.add("canary " + i + " in " + where);
      }
    }
  }

  private static List<String> spellings(String canary) {
    byte[] bytes = canary.getBytes(StandardCharsets.UTF_8);
    String unpadded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    return List.of(
        canary,
        unpadded,
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        HexFormat.of().formatHex(bytes),
        URLEncoder.encode(canary, StandardCharsets.UTF_8),
        canary.replace("\"", "\\\""),
        canary.replace("'", "'\\''"),
        new StringBuilder(canary).reverse().toString(),
        canary.replace("$", "$$"),
        canary.substring(0, 10),
        canary
            .chars()
            .mapToObj(c -> c < 128 ? Character.toString(c) : "\\u%04x".formatted(c))
            .collect(Collectors.joining()));
  }

  private static String canary(int number) {
    return VALUE.formatted(number);
  }

  /** In a blueprint a dollar is doubled. */
  private static String yaml(int number) {
    return "'" + canary(number).replace("'", "''").replace("$", "$$") + "'";
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // it has ended, or is gone
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException | IOException e) {
      return List.of(); // something went away meanwhile
    }
  }
}
