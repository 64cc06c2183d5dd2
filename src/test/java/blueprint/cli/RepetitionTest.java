package blueprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that is given twice, to the program as a jar in processes of its own. */
final class RepetitionTest {

  private static final String BLUEPRINT =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      images:
        base:
          from: ubuntu-24.04
          recipe:
            - user: web
            - {file: /app/web, content: exec sleep 1d, mode: 0755}
      tiers:
        lb:
          load_balancer:
            listen: [{http: 80, to: app.web}]
            health: {path: /}
        app:
          instances:
            image: base
            services: {web: {run: /app/web, user: web, port: 8080}}
      """;

  @TempDir private Path scratch;
  private Path jar;
  private Path blueprint;
  private final List<String> options = new ArrayList<>();

  @BeforeEach
  void buildTheProgram() throws IOException {
    jar = jar("first");
    blueprint = Files.writeString(scratch.resolve("shop.yaml"), BLUEPRINT);
  }

  @Test
  void theSecondRunSaysTheSameAndStartsNeitherCompilerNorNode() throws Exception {
    Ran first = run("generate", "shop.yaml");
    Ran compiled = run("generate", "./shop.yaml");
    Ran second = runWithoutNode("generate", "shop.yaml");

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).contains("warning[unencrypted-listener]");
    assertThat(first.out()).matches("out/shop: (\\d+) of \\1 files written\n");
    assertThat(compiled.out()).matches("out/shop: \\d+ files, unchanged\n");
    assertThat(second).isEqualTo(new Ran(0, compiled.out(), first.err()));
  }

  @Test
  void whateverChangesIsCompiledAgain() throws Exception {
    run("generate", "shop.yaml");
    assertThat(runWithoutNode("generate", "shop.yaml").code()).as("nothing").isZero();

    assertThat(runWithoutNode("generate", "shop.yaml", "--force").code()).as("a word").isEqualTo(5);
    assertThat(runWithoutNode("check", "shop.yaml").code()).as("another command").isEqualTo(5);
    Files.writeString(blueprint, BLUEPRINT + "# more\n");
    assertThat(runWithoutNode("generate", "shop.yaml").code()).as("a byte").isEqualTo(5);
    Files.writeString(blueprint, BLUEPRINT);
    assertThat(runWithoutNode("generate", "shop.yaml").code()).as("as it was").isZero();
    jar = jar("other");
    assertThat(runWithoutNode("generate", "shop.yaml").code()).as("another build").isEqualTo(5);
  }

  @Test
  void theLauncherCanAskForAWholeRun() throws Exception {
    run("generate", "shop.yaml");
    assertThat(runWithoutNode("generate", "shop.yaml").code()).isZero();
    options.add("-Dblueprint.memo=off");
    assertThat(runWithoutNode("generate", "shop.yaml").code()).isEqualTo(5);
  }

  @Test
  void aFileThatWasEditedIsFoundAsEver() throws Exception {
    run("generate", "shop.yaml");
    Path readme = scratch.resolve("out/shop/README.md");
    Files.writeString(readme, "mine");

    Ran ran = run("generate", "shop.yaml");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("out/shop/README.md", "edited by hand");
    assertThat(readme).hasContent("mine");
  }

  @Test
  void aFolderThatIsLeftOfAnEnvironmentIsNamedEachTime() throws Exception {
    String both = BLUEPRINT + "environments: {staging: {}, production: {}}\n";
    String one = BLUEPRINT + "environments: {production: {}}\n";
    Path left = scratch.resolve("out/shop/staging");
    Files.writeString(blueprint, one);
    Ran clean = run("generate", "shop.yaml");
    assertThat(clean.err()).doesNotContain("is left from");
    Files.writeString(scratch.resolve("elsewhere.yaml"), both);
    assertThat(run("generate", "elsewhere.yaml").code()).isZero();

    Ran named = run("generate", "shop.yaml");
    Ran again = runWithoutNode("generate", "shop.yaml");

    assertThat(named.code()).as("compiled anew, though nothing that it read changed").isZero();
    assertThat(named.err()).contains("blueprint: warning: out/shop/staging is left from");
    assertThat(again).isEqualTo(named);
    Files.delete(left.resolve("blueprint.lock.json"));
    assertThat(run("generate", "shop.yaml").err()).isEqualTo(clean.err());
  }

  private record Ran(int code, String out, String err) {}

  private Ran run(String... arguments) throws IOException, InterruptedException {
    return launch(System.getenv("PATH"), arguments);
  }

  private Ran runWithoutNode(String... arguments) throws IOException, InterruptedException {
    return launch("/nowhere", arguments);
  }

  private Ran launch(String path, String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Duser.home=" + scratch.resolve("home"));
    words.addAll(options);
    words.addAll(List.of("-jar", jar.toString()));
    words.addAll(Arrays.asList(arguments));
    File out = scratch.resolve("stdout").toFile();
    File err = scratch.resolve("stderr").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(scratch.toFile())
            .redirectOutput(out)
            .redirectError(err);
    builder.environment().put("PATH", path);
    int code = builder.start().waitFor();
    return new Ran(code, Files.readString(out.toPath()), Files.readString(err.toPath()));
  }

  /** This build as a jar that refers to its libraries. */
  private Path jar(String name) throws IOException {
    List<Path> path =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, "blueprint.cli.Main");
    main.put(
        Attributes.Name.CLASS_PATH,
        path.stream().map(p -> p.toUri().toString()).collect(Collectors.joining(" ")));
    Path file = scratch.resolve("blueprint.jar");
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream zip = new JarOutputStream(out, manifest)) {
      zip.putNextEntry(new ZipEntry("build"));
      zip.write(name.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
