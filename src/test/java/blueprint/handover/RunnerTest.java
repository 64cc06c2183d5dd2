package blueprint.handover;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.handover.Runner.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tool, whatever it does. */
final class RunnerTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path scratch;
  private final List<String> out = Collections.synchronizedList(new ArrayList<>());
  private final List<String> err = Collections.synchronizedList(new ArrayList<>());
  private final Signals signals = Signals.none();
  private Limits limits = new Limits(Optional.of(LONG), LONG, LONG);

  @Test
  void argumentsArriveAsTheyAre() throws IOException {
    List<String> hostile =
        List.of("a b", "$(id)", "`id`", "'", "\"", "\\", "*", "-x", "", "é\n", "%s", "!x", "~");
    Path tool = tool("for a in \"$@\"; do printf '%s\\0' \"$a\"; done >" + scratch.resolve("got"));
    assertThat(run(tool, hostile).code()).isZero();
    assertThat(Files.readString(scratch.resolve("got")))
        .isEqualTo(String.join("\0", hostile) + "\0");
  }

  @Test
  void theEnvironmentIsWhatWasGivenAndNoMore() throws IOException {
    assertThat(run(tool("env")).code()).isZero();
    out.removeIf(line -> line.matches("(PWD|_|SHLVL|OLDPWD)=.*"));
    assertThat(out).containsExactly("PATH=/usr/bin:/bin");
  }

  @Test
  void whoAsksFindsTheEndOfItsInput() throws IOException {
    assertThat(run(tool("read -r answer || exit 7")).code()).isEqualTo(7);
    assertThat(run(tool("exec 3</dev/tty || exit 8")).code()).isNotZero();
  }

  @Test
  void aFloodIsReadInBoundedMemory() throws IOException {
    long[] bytes = new long[1];
    Runner runner = new Runner(limits, signals);
    Path tool =
        tool(
            "head -c 1000000000 /dev/zero & yes $(printf %0999d 0) | head -c 1000000000 >&2; wait");
    Runner.Result result =
        runner.run(
            tool,
            List.of(),
            Map.of("PATH", "/usr/bin:/bin"),
            scratch,
            1,
            Optional.empty(),
            new Runner.Listener(
                line -> assertThat(line.length()).isLessThanOrEqualTo(Lines.LONGEST),
                line -> bytes[0] += line.length() + 1));
    assertThat(result).isEqualTo(new Runner.Result(End.ENDED, 0));
    assertThat(bytes[0]).isEqualTo(1_000_000_000);
  }

  @Test
  void whatSteersATerminalOrIsNoTextIsTakenOut() throws IOException {
    run(
        tool(
            "printf 'a\\033[31mb\\033]0;title\\007c\\033cd\\r\\000e\\n\\377\\376f\\n\\302\\233g\\n'"));
    assertThat(out).containsExactly("abcde", "\ufffd\ufffdf", "g");
  }

  @Test
  void aToolThatTakesTooLongIsInterruptedAndThenKilled() throws IOException {
    limits = new Limits(Optional.of(Duration.ofMillis(300)), LONG, LONG);
    Runner.Result result = run(tool("trap 'echo got INT; exit 9' INT; sleep 100 & wait"));
    assertThat(result).isEqualTo(new Runner.Result(End.TOOK_TOO_LONG, 9));
    assertThat(out).containsExactly("got INT");
    assertThat(run(tool("trap '' INT TERM; while :; do sleep 1; done")).end())
        .isEqualTo(End.TOOK_TOO_LONG);
  }

  @Test
  void aToolThatSaysNothingIsEndedAndOneThatSpeaksIsNot() throws IOException {
    limits = new Limits(Optional.of(LONG), Duration.ofMillis(700), LONG);
    assertThat(run(tool("sleep 100")).end()).isEqualTo(End.WAS_SILENT);
    assertThat(run(tool("for i in 1 2 3 4 5 6; do echo $i; sleep 0.2; done")).end())
        .isEqualTo(End.ENDED);
  }

  @Test
  void anInterruptReachesTheToolOnceAndIsWaitedFor() throws IOException {
    raise(2);
    Runner.Result result =
        run(
            tool(
                "n=0; trap 'n=$((n+1)); echo INT $n' INT; echo ready; i=0;"
                    + " while [ $n -lt 1 ] || [ $i -lt 10 ]; do i=$((i+1)); sleep 0.1; done; exit 5"));
    assertThat(result).isEqualTo(new Runner.Result(End.INTERRUPTED, 5));
    assertThat(out).containsExactly("ready", "INT 1");
  }

  @Test
  void aSecondInterruptEndsWhatDoesNotEndByItself() throws IOException {
    raise(2);
    raise(2);
    long start = System.nanoTime();
    Runner.Result result =
        run(tool("trap '' INT; echo ready; sleep 100 & while :; do sleep 1; done"));
    assertThat(result).isEqualTo(new Runner.Result(End.INTERRUPTED, 137));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void whatAToolLeavesBehindIsEnded() throws IOException, InterruptedException {
    Path pid = scratch.resolve("pid");
    assertThat(run(tool("sleep 300 & echo $! >" + pid)).code()).isZero();
    long left = Long.parseLong(Files.readString(pid).strip());
    for (int i = 0; i < 100 && ProcessHandle.of(left).isPresent(); i++) {
      Thread.sleep(20);
    }
    assertThat(ProcessHandle.of(left)).isEmpty();
  }

  @Test
  void aSignalsNumberIsToldFromAnExitCode() throws IOException {
    assertThat(run(tool("kill -TERM $$")).code()).isEqualTo(128 + 15);
    assertThat(run(tool("exit 255")).code()).isEqualTo(255);
  }

  private void raise(int number) {
    new Thread(
            () -> {
              try {
                while (!out.contains("ready")) {
                  Thread.sleep(20);
                }
                Thread.sleep(100);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              signals.raise(number);
            })
        .start();
  }

  private Path tool(String script) throws IOException {
    Path tool = scratch.resolve("tool");
    Files.writeString(tool, "#!/bin/sh\n" + script + "\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    return tool;
  }

  private Runner.Result run(Path tool) throws IOException {
    return run(tool, List.of());
  }

  private Runner.Result run(Path tool, List<String> arguments) throws IOException {
    out.clear();
    return new Runner(limits, signals)
        .run(
            tool,
            arguments,
            Map.of("PATH", "/usr/bin:/bin"),
            scratch,
            1,
            Optional.empty(),
            new Runner.Listener(out::add, err::add));
  }
}
