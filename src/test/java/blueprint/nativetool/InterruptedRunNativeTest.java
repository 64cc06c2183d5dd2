package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the whole compiler that are interrupted, or that lack what they need. */
@Tag("native")
final class InterruptedRunNativeTest {

  private static final Path BLUEPRINT = Path.of("blueprints/sentry.yaml");

  @TempDir private Path scratch;
  private GenerateRun run = new GenerateRun(Path.of("."), List.of(), List.of());

  @BeforeEach
  void prepare() throws IOException {
    run = GenerateRun.in(scratch);
  }

  @Test
  void aSignalEndsARunQuietlyWithItsOwnCode() throws Exception {
    Map<String, Integer> signals = new TreeMap<>(Map.of("INT", 130, "TERM", 143, "HUP", 129));
    run.run(BLUEPRINT).succeeded();
    SortedMap<String, String> before = tree(run.output());
    int interrupted = 0;
    for (Map.Entry<String, Integer> signal : signals.entrySet()) {
      for (int millis : List.of(0, 60, 180)) {
        // Each another one: what is known already is over too soon.
        Path changed = changed(100 + millis + signal.getValue() + "GB");
        Process process = run.start(changed);
        untilNodeHasAFolder(process);
        Thread.sleep(millis);
        ToolRun.of("kill", "-" + signal.getKey(), process.pid());
        ToolRun ended = run.ended(process);
        if (ended.exit() != 0) {
          interrupted++;
          assertThat(ended.exit()).as(ended.err()).isEqualTo(signal.getValue());
          assertThat(ended.err()).isEmpty();
          assertThat(run.tmp()).isEmptyDirectory();
        }
        if (!tree(run.output()).equals(before)) {
          // It had come so far that all of it is there.
          assertThat(run.run(changed).out()).contains("unchanged");
          run.run(BLUEPRINT).succeeded();
          assertThat(tree(run.output())).isEqualTo(before);
        }
      }
    }
    assertThat(interrupted).isGreaterThanOrEqualTo(signals.size());
  }

  /** Waits for a moment in the middle of a run, however fast the machine is. */
  private void untilNodeHasAFolder(Process process) throws Exception {
    while (process.isAlive() && run.tmp().toFile().list().length == 0) {
      Thread.sleep(1);
    }
  }

  /** The blueprint with a larger database. */
  private Path changed(String storage) throws IOException {
    String text = Files.readString(BLUEPRINT);
    assertThat(text).contains("storage: 20GB");
    return Files.writeString(
        scratch.resolve(storage + ".yaml"), text.replace("storage: 20GB", "storage: " + storage));
  }

  @Test
  void aRunThatIsKilledLeavesNoProcessAndTheNextOneClearsUpAfterIt() throws Exception {
    Process process = run.start(BLUEPRINT);
    List<ProcessHandle> children = children(process);
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    for (ProcessHandle child : children) {
      child.onExit().get(5, TimeUnit.SECONDS);
    }
    assertThat(run.output()).doesNotExist();
    List<Path> left = list(run.tmp());
    assertThat(left).hasSize(1);
    Files.setLastModifiedTime(left.get(0).resolve("lock"), FileTime.fromMillis(1_000_000_000_000L));
    run.run(BLUEPRINT).succeeded();
    assertThat(run.tmp()).isEmptyDirectory();
  }

  @Test
  void whatARunThatStillGoesOnKeepsIsNotClearedAway() throws Exception {
    Process process = run.start(BLUEPRINT);
    children(process);
    ToolRun.of("kill", "-STOP", process.pid());
    try {
      Path kept = list(run.tmp()).get(0);
      Path lock = kept.resolve("lock");
      Files.setLastModifiedTime(lock, FileTime.fromMillis(1_000_000_000_000L));
      GenerateRun second =
          new GenerateRun(
              scratch.resolve("second"), List.of("env", "TMPDIR=" + run.tmp()), List.of());
      Files.createDirectories(second.directory().resolve("home"));
      second.run(BLUEPRINT).succeeded();
      assertThat(kept).exists();
    } finally {
      ToolRun.of("kill", "-CONT", process.pid());
    }
    run.ended(process).succeeded();
  }

  @Test
  void aNodeProcessThatIsKilledIsNamedAndNothingIsWritten() throws Exception {
    int named = 0;
    for (int millis : List.of(0, 60, 120, 200, 300)) {
      Process process = run.start(BLUEPRINT);
      List<ProcessHandle> children = children(process);
      Thread.sleep(millis);
      children.forEach(ProcessHandle::destroyForcibly);
      ToolRun ended = run.ended(process);
      if (ended.exit() == 0) {
        continue; // it had done its work
      }
      named++;
      assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
      assertThat(ended.err())
          .containsPattern("node (was killed by signal 9|did not start)")
          .doesNotContain("bug");
      assertThat(run.output()).doesNotExist();
      assertThat(run.tmp()).isEmptyDirectory();
    }
    assertThat(named).isPositive();
  }

  @Test
  void tooLittleMemoryIsSaidInOneLine() throws Exception {
    int refused = 0;
    for (String option : List.of("-Xmx5m", "-Xmx6m", "-Xmx24m", "-Xss144k", "-Xss180k")) {
      ToolRun ended = run.with(option, "-XX:+UseSerialGC").run(BLUEPRINT);
      if (ended.exit() != 0) {
        refused++;
        assertThat(ended.exit()).as(option + ended.err()).isEqualTo(1);
        assertThat(ended.err()).as(option).contains("not enough memory").doesNotContain("\tat ");
        assertThat(ended.err().lines()).hasSize(2);
        assertThat(run.output()).doesNotExist();
      }
      assertThat(run.tmp()).isEmptyDirectory();
      ToolRun.of("rm", "-rf", run.output());
    }
    assertThat(refused).isPositive();
  }

  @Test
  void fiveFirstRunsAtOnceGiveTheSame() throws Exception {
    List<GenerateRun> runs = new ArrayList<>();
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      // one home for all, and in it no cache yet
      GenerateRun one = GenerateRun.in(scratch.resolve("run" + i)).with("-Duser.home=" + scratch);
      runs.add(one);
      processes.add(one.start(BLUEPRINT));
    }
    for (int i = 0; i < 5; i++) {
      runs.get(i).ended(processes.get(i)).succeeded();
      assertThat(tree(runs.get(i).output())).isEqualTo(tree(runs.get(0).output())).isNotEmpty();
    }
  }

  @Test
  void theDateDoesNotMatter() throws Exception {
    String faketime = NativeTools.require("faketime").toString();
    SortedMap<String, String> committed = tree(Path.of("out/sentry"));
    for (String date :
        List.of(
            "1970-01-02 00:00:00",
            "2000-02-29 23:59:59",
            "2026-03-29 01:59:59",
            "2038-01-19 03:14:08",
            "2099-12-31 23:59:59")) {
      GenerateRun one = GenerateRun.in(scratch.resolve(date.substring(0, 4)));
      one.by(faketime, "-m", "-f", "@" + date).run(BLUEPRINT).succeeded();
      assertThat(tree(one.output().resolve("sentry"))).as(date).isEqualTo(committed);
    }
  }

  @Test
  void aTemporaryFolderThatIsMissingIsNamed() throws Exception {
    Files.delete(run.tmp());
    ToolRun ended = run.run(BLUEPRINT);
    assertThat(ended.exit()).as(ended.err()).isEqualTo(4);
    assertThat(ended.err()).contains(run.tmp().toString(), "TMPDIR");
    assertThat(run.output()).doesNotExist();
  }

  @Test
  void aHomeThatCannotBeWrittenToDoesNotMatter() throws Exception {
    run.with("-Duser.home=/proc/1").run(BLUEPRINT).succeeded();
    assertThat(run.tmp()).isEmptyDirectory();
  }

  @Test
  void aReaderThatLeavesEarlyIsNoFault() throws Exception {
    String java = String.join(" ", run.java(List.of()));
    ToolRun ended = ToolRun.of("bash", "-o", "pipefail", "-c", java + " schema | head -c 1");
    assertThat(ended)
        .extracting(ToolRun::exit, ToolRun::out, ToolRun::err)
        .containsExactly(0, "{", "");
  }

  /** The processes that a run starts, as soon as there is one. */
  private static List<ProcessHandle> children(Process process) throws InterruptedException {
    for (int i = 0; i < 3_000; i++) {
      List<ProcessHandle> children = process.descendants().toList();
      if (!children.isEmpty()) {
        return children;
      }
      Thread.sleep(2);
    }
    throw new AssertionError("no process was started");
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static SortedMap<String, String> tree(Path folder) throws IOException {
    SortedMap<String, String> tree = new TreeMap<>();
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path path : walk.filter(Files::isRegularFile).toList()) {
          tree.put(folder.relativize(path).toString(), Files.readString(path));
        }
      }
    }
    return tree;
  }
}
