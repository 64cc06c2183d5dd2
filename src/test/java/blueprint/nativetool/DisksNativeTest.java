package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, or that may only be read, for real. */
@Tag("native")
final class DisksNativeTest {

  private static final Path BLUEPRINT = Path.of("blueprints/sentry.yaml");
  private static final String NOBODY = "65534";

  @TempDir private Path scratch;
  private GenerateRun run = new GenerateRun(Path.of("."), java.util.List.of(), java.util.List.of());

  @BeforeEach
  void mount() throws Exception {
    boolean root = ToolRun.of("id", "-u").out().strip().equals("0");
    NativeTools.require(root, "root", "only root may mount a file system");
    run = GenerateRun.in(scratch);
    Files.createDirectories(run.output());
  }

  @AfterEach
  void unmount() throws Exception {
    ToolRun.of("umount", "-q", run.output());
    ToolRun.of("umount", "-q", run.tmp());
  }

  @Test
  void aDiskThatIsTooSmallForTheFirstTimeStaysEmpty() throws Exception {
    tmpfs(run.output(), "size=64k");
    ToolRun ended = run.run(BLUEPRINT);
    assertThat(ended.exit()).as(ended.err()).isEqualTo(4);
    assertThat(ended.err()).contains("No space left on device", run.output() + "/sentry/");
    assertThat(run.output()).isEmptyDirectory();
  }

  @Test
  void aDiskThatIsTooSmallForAChangeKeepsWhatItHas() throws Exception {
    tmpfs(run.output(), "size=400k");
    run.run(BLUEPRINT).succeeded();
    SortedMap<String, String> before = tree();
    // leave less than the changed files need
    long free = Files.getFileStore(run.output()).getUsableSpace();
    Files.write(run.output().resolve("ballast"), new byte[(int) free - 8_192]);
    Path changed = scratch.resolve("changed.yaml");
    Files.writeString(changed, Files.readString(BLUEPRINT).replace("192.168.", "10.20."));
    ToolRun ended = run.run(changed);
    assertThat(ended.exit()).as(ended.err()).isEqualTo(4);
    assertThat(ended.err()).contains("No space left on device");
    Files.delete(run.output().resolve("ballast"));
    assertThat(tree()).isEqualTo(before);
    assertThat(run.output().resolve("sentry/.blueprint-stage")).doesNotExist();
  }

  @Test
  void aFileSystemThatMayOnlyBeReadIsNamed() throws Exception {
    tmpfs(run.output(), "ro");
    ToolRun ended = run.run(BLUEPRINT);
    assertThat(ended.exit()).as(ended.err()).isEqualTo(4);
    assertThat(ended.err()).contains("Read-only file system", run.output().toString());
  }

  @Test
  void whatIsCurrentNeedsNoRightToWrite() throws Exception {
    tmpfs(run.output(), "size=1m");
    run.run(BLUEPRINT).succeeded();
    ToolRun.of("mount", "-o", "remount,ro", run.output()).succeeded();
    assertThat(run.run(BLUEPRINT).succeeded().out()).contains("unchanged");
  }

  @Test
  void aFolderOfAnotherUserIsNamed() throws Exception {
    run.run(BLUEPRINT).succeeded();
    SortedMap<String, String> before = tree();
    Path changed = scratch.resolve("changed.yaml");
    Files.writeString(
        changed, Files.readString(BLUEPRINT).replace("db.t4g.micro", "db.t4g.medium"));
    ToolRun.of("chown", "-R", NOBODY, run.output()).succeeded();
    // root without its powers is a user like any other
    String setpriv = NativeTools.require("setpriv").toString();
    ToolRun ended = run.by(setpriv, "--bounding-set=-all", "--inh-caps=-all").run(changed);
    assertThat(ended.exit()).as(ended.err()).isEqualTo(4);
    assertThat(ended.err()).contains("permission denied", run.output() + "/sentry");
    assertThat(tree()).isEqualTo(before);
    assertThat(run.tmp()).isEmptyDirectory();
  }

  @Test
  void aTemporaryFolderThatIsFullIsNamed() throws Exception {
    tmpfs(run.tmp(), "size=1m");
    Files.delete(run.output());
    ToolRun ended = run.run(BLUEPRINT);
    assertThat(ended.exit()).as(ended.err()).isEqualTo(4);
    assertThat(ended.err()).contains("No space left on device", run.tmp().toString(), "TMPDIR");
    assertThat(run.output()).doesNotExist();
    assertThat(run.tmp()).isEmptyDirectory();
  }

  private static void tmpfs(Path place, String options) throws Exception {
    ToolRun mounted = ToolRun.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", place);
    NativeTools.require(mounted.exit() == 0, "tmpfs", "cannot be mounted: " + mounted.err());
  }

  private SortedMap<String, String> tree() throws IOException {
    SortedMap<String, String> tree = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(run.output())) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        tree.put(path.toString(), Files.readString(path));
      }
    }
    return tree;
  }
}
