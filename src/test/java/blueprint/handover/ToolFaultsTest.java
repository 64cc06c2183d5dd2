package blueprint.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import blueprint.handover.HandoverException.Reason;
import blueprint.pipeline.Pipeline;
import blueprint.pipeline.Pipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each tool behaves badly in each way at each step: nothing later runs, and nothing is left. */
final class ToolFaultsTest {

  @TempDir private Path scratch;

  /** A way to behave, and what it has to be taken for. */
  private record Fault(String does, Reason reason) {}

  private static Fault fault(String name) {
    return switch (name) {
      case "fails with 3" -> new Fault("exit 3", Reason.TOOL_FAILED);
      case "fails with 255" -> new Fault("exit 255", Reason.TOOL_FAILED);
      case "is killed" -> new Fault("kill -9 $$", Reason.TOOL_KILLED);
      case "hangs" -> new Fault("sleep 300 & sleep 300", Reason.TOOL_HUNG);
      case "asks" ->
          new Fault("printf 'really? '; read -r answer && exit 0; exit 4", Reason.TOOL_FAILED);
      case "floods and fails" ->
          new Fault(
              "head -c 300000 /dev/zero; head -c 300000 /dev/urandom >&2; exit 1",
              Reason.TOOL_FAILED);
      default -> throw new IllegalArgumentException(name);
    };
  }

  static Stream<List<String>> faults() {
    List<List<String>> all = new ArrayList<>();
    for (String engine : List.of("terraform", "cloudformation")) {
      for (String fault :
          List.of(
              "fails with 3", "fails with 255", "is killed", "hangs", "asks", "floods and fails")) {
        all.add(List.of(engine, fault));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void nothingLaterRunsAndNothingIsLeft(List<String> about) throws Exception {
    Pipeline pipeline = Pipelines.apply(Rehearsal.SHOP, about.get(0));
    Rehearsal good = new Rehearsal(scratch.resolve("good"));
    good.run(pipeline);
    int steps = good.tools.calls().size();
    assertThat(steps).isGreaterThan(10);
    Fault fault = fault(about.get(1));
    for (int step = 1; step <= steps; step++) {
      Rehearsal shop;
      HandoverException why;
      int patience = 400;
      do { // where the machine is busy, a step before may take longer than the patience
        shop = rehearsal(step + "-" + patience, about.get(1), patience);
        shop.tools.at(step, "echo $$ >\"$here/pid\"; " + fault.does());
        why = failure(shop, pipeline);
        patience *= 2;
      } while (shop.tools.calls().size() < step && patience < 60_000);
      String call = good.tools.lines().get(step - 1);
      assertThat(why.reason()).as(call).isEqualTo(fault.reason());
      assertThat(why.stage()).as(call).isPresent();
      List<String> calls = shop.tools.lines();
      calls.subList(step, calls.size()).forEach(ToolFaultsTest::onlyTidies);
      assertThat(left(shop)).as(call).isEmpty();
      try (Stream<Path> kept = Files.list(shop.state)) {
        assertThat(kept.map(f -> f.getFileName().toString()))
            .noneMatch(name -> name.startsWith("work-"));
      }
    }
  }

  private Rehearsal rehearsal(String name, String fault, int patience) throws IOException {
    Rehearsal shop = new Rehearsal(scratch.resolve("at" + name));
    boolean hangs = fault.equals("hangs");
    shop.limits =
        new Limits(
            Optional.of(hangs ? Duration.ofMillis(patience) : Duration.ofSeconds(30)),
            Duration.ofSeconds(30),
            hangs ? Duration.ofSeconds(5) : Duration.ZERO);
    return shop;
  }

  private static HandoverException failure(Rehearsal shop, Pipeline pipeline) {
    return catchThrowableOfType(Handover.Failed.class, () -> shop.run(pipeline)).why();
  }

  private static void onlyTidies(String call) {
    assertThat(call).containsAnyOf("delete-change-set", "describe-stack-events");
  }

  /** The processes of the tool that failed that still run. */
  private static List<Long> left(Rehearsal shop) throws IOException, InterruptedException {
    long group = Long.parseLong(Files.readString(shop.tools.folder().resolve("pid")).strip());
    for (int i = 0; i < 50; i++) {
      List<Long> there = members(group);
      if (there.isEmpty()) {
        return there;
      }
      Thread.sleep(20);
    }
    return members(group);
  }

  private static List<Long> members(long group) throws IOException {
    List<Long> members = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process :
          processes.filter(p -> p.getFileName().toString().matches("\\d+")).toList()) {
        try {
          String stat = Files.readString(process.resolve("stat"));
          String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
          if (Long.parseLong(fields[2]) == group && !fields[0].equals("Z")) {
            members.add(Long.parseLong(process.getFileName().toString()));
          }
        } catch (IOException gone) {
          // it has ended meanwhile
        }
      }
    }
    return members;
  }
}
