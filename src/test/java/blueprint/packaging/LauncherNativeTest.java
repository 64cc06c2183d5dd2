package blueprint.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.nativetool.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher finds itself, its Java and its archive of classes, or says what is missing. */
@Tag("native")
final class LauncherNativeTest {

  @TempDir private Path scratch;
  private Path home;
  private Path launcher;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void copyToAPathWithBlanks() throws IOException, InterruptedException {
    home = scratch.resolve("a folder/it's \"here\" $HOME");
    Files.createDirectories(home.getParent());
    ToolRun.of("cp", "-r", Distribution.make(scratch.resolve("dist")), home).succeeded();
    launcher = home.resolve("bin/blueprint");
    environment.put("XDG_CACHE_HOME", scratch.resolve("cache").toString());
    environment.put("JAVA_HOME", "");
  }

  @Test
  void itRunsFromAnywhereAndBehindLinks() throws IOException, InterruptedException {
    Path links = Files.createDirectories(scratch.resolve("links"));
    Files.createSymbolicLink(scratch.resolve("absolute"), launcher);
    Files.createSymbolicLink(links.resolve("relative link"), Path.of("../absolute"));
    for (Path path : List.of(launcher, links.resolve("relative link"))) {
      ToolRun ran = run(path.toString(), "--version").succeeded();
      assertThat(ran.out()).matches("blueprint [0-9]+\\.[0-9]+\\.[0-9]+\n");
      assertThat(ran.err()).isEmpty();
    }
    assertThat(run("sh", "-c", "cd bin && sh blueprint --version").succeeded().out())
        .startsWith("blueprint ");
  }

  @Test
  void argumentsArriveAsTheyWereGiven() throws IOException, InterruptedException {
    Path java = java("21.0.1", "printf '[%s]\\n' \"$@\"");
    environment.put("JAVA_HOME", java.toString());
    ToolRun ran = run(launcher.toString(), "validate", "", " a  b ", "*", "$HOME", "'\"", "-x\ny");
    assertThat(ran.succeeded().out())
        .endsWith("/lib/blueprint.jar]\n[validate]\n[]\n[ a  b ]\n[*]\n[$HOME]\n['\"]\n[-x\ny]\n");
  }

  @Test
  void exitCodesAreThoseOfTheProgram() throws IOException, InterruptedException {
    assertThat(run(launcher.toString(), "validate", "gone.yaml").exit()).isEqualTo(4);
    assertThat(run(launcher.toString()).exit()).isEqualTo(64);
    assertThat(run(launcher.toString(), "generate", "gone.yaml").exit()).isEqualTo(4);
  }

  @Test
  void withoutJavaItSaysWhereToGetOne() throws IOException, InterruptedException {
    environment.put("PATH", toolsWithoutJava().toString());
    ToolRun ran = run(launcher.toString(), "validate", "x");
    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.err()).startsWith("blueprint: Java is missing\nhint: install Java 17");
    assertThat(run(launcher.toString(), "validate", "--diagnostics=json", "x").err())
        .startsWith(
            "{\"version\":1,\"diagnostics\":[{\"severity\":\"error\",\"code\":\"java-missing\"");
  }

  @Test
  void anOldJavaIsRefusedByItsVersion() throws IOException, InterruptedException {
    environment.put("JAVA_HOME", java("1.8.0_392", "echo ran").toString());
    ToolRun ran = run(launcher.toString(), "--version");
    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.err()).contains("Java 1.8.0_392 is too old", "hint: ");
    assertThat(ran.out()).isEmpty();
    Path java = java("11.0.2", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
    Files.delete(java.resolve("release"));
    environment.put("JAVA_HOME", java.toString());
    assertThat(run(launcher.toString(), "--version").err()).contains("Java 11.0.2 is too old");
  }

  @Test
  void aJavaHomeWithoutJavaIsSaid() throws IOException, InterruptedException {
    environment.put("JAVA_HOME", scratch.resolve("nothing").toString());
    ToolRun ran = run(launcher.toString(), "--version");
    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.err()).contains("JAVA_HOME");
  }

  @Test
  void classesAreKeptForTheNextRunAndADamagedArchiveDoesNoHarm()
      throws IOException, InterruptedException {
    String first = generate("one");
    List<Path> archives = archives();
    assertThat(archives).hasSize(1);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(archives.get(0).getParent())))
        .isEqualTo("rwx------");
    assertThat(generate("two")).isEqualTo(first);
    Files.writeString(archives.get(0), "damaged");
    assertThat(generate("three")).isEqualTo(first);
    assertThat(archives()).isEqualTo(archives);
  }

  @Test
  void anArchiveThatIsALinkIsNotUsed() throws IOException, InterruptedException {
    generate("one");
    Path archive = archives().get(0);
    Path other = scratch.resolve("planted");
    Files.move(archive, other);
    Files.createSymbolicLink(archive, other);
    generate("two");
    assertThat(Files.isRegularFile(archive, LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void withoutACacheItRunsAllTheSame() throws IOException, InterruptedException {
    environment.put("XDG_CACHE_HOME", "/proc/nowhere");
    generate("one");
    environment.remove("XDG_CACHE_HOME");
    environment.put("HOME", "/proc/nowhere");
    generate("two");
  }

  private String generate(String out) throws IOException, InterruptedException {
    Path file = Path.of("src/test/resources/cli/shop.yaml").toAbsolutePath();
    ToolRun ran = run(launcher.toString(), "generate", file.toString(), "-o", out).succeeded();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).startsWith(out + "/shop: ").hasLineCount(1);
    return ran.out().substring(out.length());
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> list = Files.list(scratch.resolve("cache/blueprint"))) {
      return list.filter(path -> path.toString().contains(".jsa")).toList();
    }
  }

  /** A folder like that of a Java, whose program is a script. */
  private Path java(String version, String script) throws IOException {
    Path java = Files.createDirectories(scratch.resolve("java " + version));
    Files.writeString(
        java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    Path program = Files.createDirectories(java.resolve("bin")).resolve("java");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return java;
  }

  private Path toolsWithoutJava() throws IOException {
    Path tools = Files.createDirectories(scratch.resolve("tools"));
    for (String tool : List.of("sh", "readlink", "sed", "ls", "cksum")) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
    }
    return tools;
  }

  private ToolRun run(String... command) throws IOException, InterruptedException {
    return Distribution.run(home, environment, new ArrayList<>(List.of(command)));
  }
}
