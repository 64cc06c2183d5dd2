package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Earlier texts from a real repository, in processes of the program. */
@Tag("native")
class GitHistoryNativeTest {

  private static final Path SHOP = Path.of("src/test/resources/diff/shop.yaml");

  @TempDir private Path work;
  private Path repository;
  private Path shop;

  @BeforeEach
  void twoRevisions() throws IOException, InterruptedException {
    NativeTools.require("git");
    repository = Files.createDirectories(work.resolve("a repository/blueprints"));
    shop = repository.resolve("shop.yaml");
    git("init", "-q", "-b", "main", ".");
    commit(Files.readString(SHOP), "first");
    git("tag", "one");
    commit(Files.readString(SHOP).replace("max: 2", "max: 3"), "second");
  }

  @Test
  void aRevisionAndTheFileAsItIs() throws IOException, InterruptedException {
    ToolRun none = diff(Map.of(), "--from", "main", shop.toString());
    assertThat(none.exit()).as(none.err()).isZero();
    ToolRun one = diff(Map.of(), "--from", "one", shop.toString());
    assertThat(one.exit()).as(one.err()).isEqualTo(2);
    assertThat(one.out()).startsWith("one:" + shop + " -> " + shop).contains("max_size: 2 -> 3");
    ToolRun between = diff(Map.of(), "--from", "main", "--to", "one", shop.toString());
    assertThat(between.out()).contains("max_size: 3 -> 2");
    ToolRun relative =
        ToolRun.in(
            repository, Map.of(), Duration.ofMinutes(1), command("--from", "one", "shop.yaml"));
    assertThat(relative.exit()).as(relative.err()).isEqualTo(2);
  }

  @Test
  void aFileThatIsGoneNowCanBeComparedBetweenRevisions() throws IOException, InterruptedException {
    Files.delete(shop);
    assertThat(diff(Map.of(), "--from", "one", "--to", "main", shop.toString()).exit())
        .isEqualTo(2);
  }

  @Test
  void whatIsNotThereIsSaidEachInItsOwnWay() throws IOException, InterruptedException {
    fails(64, "Git knows no revision `nothing`", "--from", "nothing", shop.toString());
    fails(64, "Git knows no revision `--output=x`", "--from=--output=x", shop.toString());
    fails(
        64,
        "Git knows no revision `main:blueprints`",
        "--from",
        "main:blueprints",
        shop.toString());
    fails(64, "Git knows no revision ``", "--from", "", shop.toString());
    Path late = Files.writeString(repository.resolve("late.yaml"), Files.readString(SHOP));
    fails(4, "there was no " + late + " at `one`", "--from", "one", late.toString());
    Path outside = Files.copy(SHOP, work.resolve("outside.yaml"));
    fails(4, outside + " is in no Git repository", "--from", "one", outside.toString());
    ToolRun without = diff(Map.of("PATH", work.toString()), "--from", "one", shop.toString());
    assertThat(without.exit()).isEqualTo(5);
    assertThat(without.err()).contains("git is not there", "hint: install it");
  }

  @Test
  void aLinkOrAFolderOfThatTimeIsNoBlueprint() throws IOException, InterruptedException {
    Files.createSymbolicLink(repository.resolve("link.yaml"), Path.of("shop.yaml"));
    Files.createDirectories(repository.resolve("folder.yaml"));
    Files.writeString(repository.resolve("folder.yaml/x"), "x");
    git("add", ".");
    git("commit", "-qm", "odd");
    for (String name : List.of("link.yaml", "folder.yaml")) {
      fails(
          4,
          "was no file at `main`",
          "--from",
          "main",
          "--to",
          "main",
          repository.resolve(name).toString());
    }
  }

  @Test
  void nothingThatTheRepositoryBringsIsRun() throws IOException, InterruptedException {
    Path trap = work.resolve("trap");
    Path script = Files.writeString(work.resolve("trap.sh"), "#!/bin/sh\ntouch '" + trap + "'\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    for (String key :
        List.of(
            "core.pager",
            "core.fsmonitor",
            "core.editor",
            "core.sshCommand",
            "diff.external",
            "diff.trap.textconv",
            "filter.trap.smudge",
            "filter.trap.clean",
            "credential.helper",
            "alias.cat-file",
            "core.hooksPath")) {
      git("config", key, script.toString());
    }
    Files.writeString(repository.resolve(".gitattributes"), "*.yaml diff=trap filter=trap\n");
    ToolRun run =
        diff(
            Map.of(
                "GIT_EXTERNAL_DIFF",
                script.toString(),
                "GIT_DIR",
                "/nowhere",
                "GIT_PAGER",
                script.toString()),
            "--from",
            "one",
            shop.toString());
    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(trap).doesNotExist();
    git("config", "alias.trap", "!" + script);
    git("trap");
    assertThat(trap).exists();
  }

  @Test
  void namesThatMeanSomethingToGitMeanAFile() throws IOException, InterruptedException {
    for (String name : List.of(":(glob)*.yaml", "*.yaml", "-x.yaml", "a b\tc.yaml", "ü.yaml")) {
      Files.writeString(repository.resolve(name), Files.readString(SHOP));
      git("--literal-pathspecs", "add", "--", name);
    }
    git("commit", "-qm", "names");
    for (String name : List.of(":(glob)*.yaml", "*.yaml", "-x.yaml", "a b\tc.yaml", "ü.yaml")) {
      ToolRun run =
          diff(Map.of("LC_ALL", "C.UTF-8"), "--from", "main", repository.resolve(name).toString());
      assertThat(run.exit()).as(name + run.err()).isZero();
    }
  }

  private void fails(int code, String words, String... arguments)
      throws IOException, InterruptedException {
    ToolRun run = diff(Map.of(), arguments);
    assertThat(run.exit()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).contains(words).contains("hint: ").doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  private ToolRun diff(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return ToolRun.in(Path.of(""), environment, Duration.ofMinutes(1), command(arguments));
  }

  private static Object[] command(String... arguments) {
    List<Object> all =
        new java.util.ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
    all.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1", "-cp", absoluteClassPath(), "blueprint.cli.Main", "diff"));
    all.addAll(List.of((Object[]) arguments));
    return all.toArray();
  }

  private static String absoluteClassPath() {
    return java.util.Arrays.stream(
            System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator));
  }

  private void commit(String text, String message) throws IOException, InterruptedException {
    Files.writeString(shop, text);
    git("add", ".");
    git("commit", "-qm", message);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<Object> command =
        new java.util.ArrayList<>(
            List.of(
                NativeTools.require("git").toString(),
                "-c",
                "user.name=test",
                "-c",
                "user.email=test@example.org",
                "-c",
                "core.fsmonitor=false"));
    command.addAll(List.of((Object[]) arguments));
    ToolRun.in(repository, Map.of(), Duration.ofMinutes(1), command.toArray()).succeeded();
  }
}
