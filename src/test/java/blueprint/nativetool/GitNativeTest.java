package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.output.Comparison;
import blueprint.output.Comparison.Kind;
import blueprint.output.Lock;
import blueprint.output.OutputFile;
import blueprint.output.OutputTree;
import blueprint.output.TreeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Git does to a folder that is committed and cloned. */
@Tag("native")
final class GitNativeTest {

  private static final Path COMMITTED = Path.of("out/sentry");

  @TempDir private Path scratch;
  private OutputTree tree = OutputTree.of(Map.of());
  private Path git = Path.of("git");
  private Path repository = Path.of(".");

  @BeforeEach
  void commit() throws Exception {
    git = NativeTools.require("git");
    Map<String, OutputFile> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(COMMITTED)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        String name = COMMITTED.relativize(path).toString();
        if (!name.equals(Lock.FILE)) {
          files.put(name, new OutputFile(Files.readString(path), Files.isExecutable(path)));
        }
      }
    }
    tree = OutputTree.of(files);
    repository = Files.createDirectories(scratch.resolve("repository"));
    git("init", "-q");
    // Many repositories say this for all their files.
    Files.writeString(repository.resolve(".gitattributes"), "* text=auto\n");
    TreeWriter.write(tree, lock(), repository.resolve("out/sentry"), false);
    commitAll();
  }

  @Test
  void aCloneThatMakesCrlfOfLfElsewhereIsClean() throws Exception {
    Path clone = cloned("-c", "core.autocrlf=true");
    assertThat(Files.readString(clone.resolve(".gitattributes"))).contains("\r\n");
    assertThat(compare(clone.resolve("out/sentry")).isClean()).isTrue();
  }

  @Test
  void aCloneWithoutFileModesIsClean() throws Exception {
    assertThat(compare(cloned("-c", "core.fileMode=false").resolve("out/sentry")).isClean())
        .isTrue();
  }

  @Test
  void aModeThatGitWasNeverToldOfIsFoundInTheClone() throws Exception {
    Path script = repository.resolve("out/sentry/packer/scripts/sentry-demo.sh");
    git("update-index", "--chmod=-x", repository.relativize(script).toString());
    git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "mode");
    Comparison comparison = compare(cloned().resolve("out/sentry"));
    assertThat(comparison.differences())
        .containsExactly(new Comparison.Difference("packer/scripts/sentry-demo.sh", Kind.MODE));
  }

  @Test
  void gitDoesNotSeeWhatAKilledRunLeaves() throws Exception {
    TracedWriter writer = new TracedWriter(WriterProgram.archived(scratch), repository);
    TreeWriter.write(
        WriterProgram.TREES.get("old"), WriterProgram.lock("old"), writer.folder(), false);
    commitAll();
    Path log = repository.resolve("log");
    ToolRun run =
        writer.run(
            "new",
            java.util.Set.of(writer.folder() + "/.blueprint-stage/new-5"),
            "rename:signal=KILL:when=1");
    assertThat(run.exit()).isEqualTo(137);
    Files.delete(log);
    assertThat(writer.folder().resolve(".blueprint-stage")).isDirectory();
    assertThat(git("status", "--porcelain", "-uall").out()).doesNotContain("blueprint-stage");
    // The mixed folder, committed by mistake, says what it is in every clone.
    commitAll();
    Comparison comparison =
        TreeWriter.compare(
            WriterProgram.TREES.get("new"), WriterProgram.lock("new"), cloned().resolve("shop"));
    assertThat(comparison.interrupted()).isTrue();
  }

  private Path cloned(String... options) throws Exception {
    Path clone = scratch.resolve("clone");
    Stream<String> command =
        Stream.concat(
            Stream.of(git.toString(), "clone", "-q"),
            Stream.concat(Stream.of(options), Stream.of(repository.toString(), clone.toString())));
    ToolRun.of(command.toArray()).succeeded();
    return clone;
  }

  private void commitAll() throws Exception {
    git("add", "-A");
    git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "all");
  }

  private ToolRun git(String... arguments) throws IOException, InterruptedException {
    Object[] command = Stream.concat(Stream.of(git), Stream.of(arguments)).toArray();
    return ToolRun.in(
            repository,
            Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"),
            Duration.ofMinutes(1),
            command)
        .succeeded();
  }

  private Comparison compare(Path folder) throws Exception {
    return TreeWriter.compare(tree, lock(), folder);
  }

  private Lock lock() {
    return Lock.of(tree, List.of());
  }
}
