package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that write different trees to one folder at the same time. */
@Tag("native")
final class ParallelRunsNativeTest {

  private static final int PROCESSES = 20;
  private static final int ROUNDS = 20;

  @TempDir private Path scratch;
  private final List<Writer> writers = new ArrayList<>();

  /** A process that writes the trees that it is told to. */
  private record Writer(Process process, BufferedWriter in, BufferedReader out) {
    void begin(String tree) throws IOException {
      in.write(tree + "\n");
      in.flush();
    }
  }

  @AfterEach
  void end() {
    writers.forEach(writer -> writer.process().destroyForcibly());
  }

  @Test
  void theFolderIsThatOfOneOfThemEachTime() throws Exception {
    Path folder = scratch.resolve("out/shop");
    List<Object> java = WriterProgram.archived(scratch);
    for (int i = 0; i < PROCESSES; i++) {
      writers.add(start(java, folder));
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < PROCESSES; i++) {
        writers.get(i).begin(i % 2 == 0 ? "old" : "new");
      }
      for (Writer writer : writers) {
        assertThat(writer.out().readLine()).as("round " + round).isEqualTo("0");
      }
      Aftermath aftermath = Aftermath.of(folder);
      String tree = aftermath.is("old") ? "old" : "new";
      assertThat(aftermath.is(tree)).as("round " + round).isTrue();
      aftermath.hasNothingElse(tree);
    }
  }

  @Test
  void aRunThatWaitsTooLongNamesTheProcessThatItWaitsFor() throws Exception {
    Path folder = scratch.resolve("shop");
    List<Object> java = WriterProgram.archived(scratch);
    Path strace = NativeTools.require("strace");
    List<Object> stopped =
        new ArrayList<>(List.of(strace, "-f", "-qq", "-o", scratch.resolve("log")));
    stopped.addAll(List.of("-e", "inject=link,rename:delay_enter=30000000:when=1"));
    stopped.addAll(java);
    stopped.addAll(List.of(folder, "old"));
    Process holder = new ProcessBuilder(stopped.stream().map(Object::toString).toList()).start();
    try {
      Path mark = folder.resolve(".blueprint-stage/.gitignore");
      for (int i = 0; i < 200 && !(Files.exists(mark) && Files.size(mark) > 0); i++) {
        Thread.sleep(50);
      }
      List<Object> waiting = new ArrayList<>(java);
      waiting.add(1, "-Dblueprint.lock.wait=500");
      waiting.addAll(List.of(folder, "new"));
      ToolRun run = ToolRun.of(waiting.toArray());
      assertThat(run.exit()).isEqualTo(7);
      assertThat(run.err()).containsPattern("process [0-9]+, since 20[0-9-]+T[0-9:.]+Z");
      assertThat(run.err())
          .contains("process " + holder.descendants().findFirst().orElseThrow().pid() + ",");
    } finally {
      ToolRun.killTree(holder);
      assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    // Nobody has to unlock anything: the kernel gave the lock back.
    List<Object> next = new ArrayList<>(java);
    next.addAll(List.of(folder, "new"));
    ToolRun.of(next.toArray()).succeeded();
    Aftermath.of(folder).hasNothingElse("new");
  }

  private static Writer start(List<Object> java, Path folder) throws IOException {
    List<String> command = new ArrayList<>(java.stream().map(Object::toString).toList());
    command.add(folder.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new Writer(process, process.outputWriter(), process.inputReader());
  }
}
