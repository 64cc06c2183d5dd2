package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.nativetool.TracedWriter.Call;
import blueprint.output.TreeWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed, or whose system calls fail, at each place where that can happen. */
@Tag("native")
final class InterruptedWriteNativeTest {

  private static final List<String> ERRORS =
      List.of("ENOSPC", "EIO", "EACCES", "EROFS", "EMFILE", "EXDEV");

  /** Of the many calls that only read, which to let fail. */
  private static final int READS = 5;

  @TempDir private static Path shared;
  private static List<Object> java = List.of();

  @TempDir private Path scratch;

  @BeforeAll
  static void archive() throws Exception {
    java = WriterProgram.archived(shared);
  }

  /** One run with a fault, in a folder of its own. */
  private interface Trial {
    void run(TracedWriter writer, Set<String> paths) throws Exception;
  }

  @Test
  void aRunThatIsKilledAtAnyCallLeavesAFolderThatIsWholeOrSaysThatItIsNot() throws Exception {
    for (String before : List.of("", "old")) {
      List<Call> calls = calls(before).stream().filter(Call::changesFiles).toList();
      assertThat(calls).as("calls from [%s]", before).hasSizeGreaterThan(20);
      tryEach(
          before,
          calls,
          call ->
              (writer, paths) -> {
                ToolRun run =
                    writer.run("new", paths, call.name() + ":signal=KILL:when=" + call.number());
                assertThat(run.exit()).isEqualTo(137);
                Aftermath aftermath = Aftermath.of(writer.folder());
                aftermath.isWholeOrSaysSo(before.isEmpty() ? "new" : before, "new");
                aftermath.canBeWritten("other");
              });
    }
  }

  @Test
  void aCallThatFailsLeavesTheFolderAsItWas() throws Exception {
    List<Call> calls =
        calls("old").stream()
            .filter(call -> call.changesFiles() || call.number() % READS == 0)
            .toList();
    tryEach(
        "old",
        calls,
        call ->
            (writer, paths) -> {
              String error = ERRORS.get(Math.floorMod(call.number(), ERRORS.size()));
              ToolRun run =
                  writer.run(
                      "new", paths, call.name() + ":error=" + error + ":when=" + call.number());
              if (run.exit() == 0) {
                assertThat(Aftermath.of(writer.folder()).is("new")).isTrue();
                return;
              }
              assertThat(run.exit()).as(run.err()).isEqualTo(4);
              assertThat(run.err()).doesNotContain("NOT TAKEN BACK");
              assertThat(Aftermath.of(writer.folder()).is("old")).isTrue();
              Aftermath.of(writer.folder()).hasNothingElse("old");
            });
  }

  @Test
  void aDiskThatFailsForGoodLeavesAFolderThatIsWholeOrSaysThatItIsNot() throws Exception {
    List<Call> calls =
        calls("old").stream()
            .filter(call -> Set.of("rename", "unlink", "fsync").contains(call.name()))
            .toList();
    tryEach(
        "old",
        calls,
        call ->
            (writer, paths) -> {
              ToolRun run =
                  writer.run(
                      "new", paths, call.name() + ":error=EROFS:when=" + call.number() + "+");
              assertThat(run.exit()).as(run.err()).isIn(0, 4);
              Aftermath aftermath = Aftermath.of(writer.folder());
              aftermath.isWholeOrSaysSo("old", "new");
              aftermath.canBeWritten("other");
            });
  }

  @Test
  void aRunThatIsKilledAtAnyMomentLeavesAFolderThatIsWholeOrSaysThatItIsNot() throws Exception {
    NativeTools.require("strace");
    Random random = new Random(7);
    List<Callable<Void>> trials = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Path folder = Files.createDirectories(scratch.resolve("random" + i)).resolve("shop");
      int delay = random.nextInt(40);
      trials.add(
          () -> {
            killAfter(folder, delay);
            Aftermath aftermath = Aftermath.of(folder);
            aftermath.isWholeOrSaysSo("old", "new");
            aftermath.canBeWritten("other");
            return null;
          });
    }
    runAll(trials);
  }

  /** Kills a process that writes two trees in turn, some time after it wrote the first. */
  private static void killAfter(Path folder, int millis) throws Exception {
    List<Object> command = new ArrayList<>(java);
    command.add(folder);
    Process process = new ProcessBuilder(command.stream().map(Object::toString).toList()).start();
    try (var in = process.outputWriter();
        var out = process.inputReader()) {
      in.write("old\n");
      in.flush();
      assertThat(out.readLine()).isEqualTo("0");
      for (int i = 0; i < 100; i++) {
        in.write("new\nold\n");
      }
      in.flush();
      Thread.sleep(millis);
      process.destroyForcibly();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } catch (java.io.IOException e) {
      assertThat(process.isAlive()).isFalse();
    }
  }

  private List<Call> calls(String before) throws Exception {
    TracedWriter writer = prepared("calls-of-" + before, before);
    Set<String> paths = writer.paths("new");
    TracedWriter again = prepared("again-" + before, before);
    return again.calls("new", moved(paths, writer, again));
  }

  private <T> void tryEach(
      String before, Collection<T> faults, java.util.function.Function<T, Trial> trial)
      throws Exception {
    TracedWriter pattern = prepared("paths-of-" + before + faults.hashCode(), before);
    Set<String> paths = pattern.paths("new");
    List<Callable<Void>> trials = new ArrayList<>();
    for (T fault : faults) {
      trials.add(
          () -> {
            TracedWriter writer =
                prepared(before + "-" + fault.toString().replaceAll(":.*", ""), before);
            try {
              trial.apply(fault).run(writer, moved(paths, pattern, writer));
            } catch (Throwable e) {
              throw new AssertionError("at " + fault, e);
            }
            return null;
          });
    }
    runAll(trials);
  }

  private TracedWriter prepared(String name, String tree) throws Exception {
    Path directory = scratch.resolve(name.replace(' ', '-') + "-" + System.nanoTime());
    TracedWriter writer = new TracedWriter(java, Files.createDirectories(directory));
    if (!tree.isEmpty()) {
      TreeWriter.write(
          WriterProgram.TREES.get(tree), WriterProgram.lock(tree), writer.folder(), false);
    }
    return writer;
  }

  private static Set<String> moved(Set<String> paths, TracedWriter from, TracedWriter to) {
    return paths.stream()
        .map(path -> path.replace(from.folder().toString(), to.folder().toString()))
        .collect(Collectors.toSet());
  }

  private static void runAll(List<Callable<Void>> trials) throws Exception {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (Future<Void> trial : two.invokeAll(trials)) {
        trial.get();
      }
    } finally {
      two.shutdownNow();
    }
  }
}
