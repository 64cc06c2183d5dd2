package blueprint.handover;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import blueprint.pipeline.Pipeline;
import blueprint.pipeline.Pipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lines of a dry run, given to a shell, call the same tools with the same arguments. */
final class DryRunTest {

  private static final Map<String, String> SITUATIONS =
      Map.ofEntries(
          entry("nothing is there", ""),
          entry("the image is there", "aws ec2 describe-images *=echo ami-0abc"),
          entry("nothing changes", "terraform * plan *=exit 0"),
          entry(
              "the stack stands",
              "aws cloudformation describe-stacks *StackName==*=echo arn:CREATE_COMPLETE"),
          entry(
              "the stack changes",
              "aws cloudformation describe-stacks *StackName==*=echo UPDATE_IN_PROGRESS"),
          entry(
              "the change set is empty",
              "aws cloudformation describe-change-set *StatusReason*=echo FAILED didn\\'t contain changes"),
          entry(
              "it takes a while",
              "aws elbv2 describe-target-health *=[ \"$number\" -gt 18 ] && echo healthy || echo initial"),
          entry(
              "the other environment is reached",
              "aws elasticbeanstalk describe-environments *=echo green"),
          entry(
              "no environment is reached",
              "aws elasticbeanstalk describe-environments *=echo neither"),
          entry("nothing waits", "bash deploy/app/swap.sh ask=echo nothing is ready"),
          entry("the program does not run", "bash deploy/app/release.sh *=exit 1"),
          entry("the plan fails", "terraform * plan *=exit 1"),
          entry("the containers do not run", "bash swarm/release.sh=exit 1"),
          entry("the account is another one", "aws sts *=echo 999999999999"),
          entry("the image does not come", "packer build *=exit 0"));

  @TempDir private Path scratch;
  private Rehearsal shop;

  @BeforeEach
  void prepare() throws IOException {
    shop = new Rehearsal(scratch);
  }

  static Stream<List<String>> runs() {
    List<List<String>> runs = new ArrayList<>();
    for (String situation : SITUATIONS.keySet().stream().sorted().toList()) {
      for (String engine : List.of("terraform", "cloudformation")) {
        for (String command :
            List.of(
                "apply",
                "plan",
                "release",
                "destroy",
                "apply a program",
                "release a program",
                "roll a program back",
                "destroy a program")) {
          runs.add(List.of(situation, engine, command));
        }
      }
    }
    return runs.stream();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void aShellCallsTheSameTools(List<String> run) throws Exception {
    String[] rule = SITUATIONS.getOrDefault(run.get(0), "").split("(?<!=)=(?!=)", 2);
    if (rule.length == 2) {
      shop.tools.when(rule[0], rule[1]);
    }
    Pipeline pipeline = pipeline(run.get(2), run.get(1));
    boolean done = true;
    try {
      shop.run(pipeline);
    } catch (Handover.Failed e) {
      done = false;
    }
    List<List<String>> ours = calls();
    if (!done) {
      // What is thrown away after a failure is the handover's own.
      ours.removeIf(call -> call.contains("delete-change-set"));
    }
    assertThat(ours).isNotEmpty();
    String script = pipeline.script("out/shop").replaceAll("sleep \\d+", "sleep 0");
    for (String shell : List.of("sh", "bash")) {
      shop.tools.forget();
      int code = shell(shell, script);
      List<List<String>> theirs = calls();
      if (!done) {
        theirs.removeIf(call -> call.contains("delete-change-set"));
      }
      assertThat(theirs).as(shell).isEqualTo(ours);
      assertThat(code == 0).as(shell).isEqualTo(done);
    }
  }

  private static Pipeline pipeline(String command, String engine) {
    return switch (command) {
      case "apply" -> Pipelines.apply(Rehearsal.SHOP, engine);
      case "plan" -> Pipelines.plan(Rehearsal.SHOP, engine);
      case "release" -> Pipelines.release(Rehearsal.SHOP);
      case "apply a program" -> Pipelines.apply(Rehearsal.BEANSTALK, engine);
      case "release a program" -> Pipelines.release(Rehearsal.BEANSTALK);
      case "roll a program back" -> Pipelines.rollback(Rehearsal.BEANSTALK, Optional.of("a b"));
      case "destroy a program" -> Pipelines.destroy(Rehearsal.BEANSTALK, engine);
      default -> Pipelines.destroy(Rehearsal.SHOP, engine);
    };
  }

  private int shell(String shell, String script) throws IOException, InterruptedException {
    Path lines = Files.writeString(scratch.resolve("lines"), script);
    ProcessBuilder builder = new ProcessBuilder("/bin/" + shell);
    builder.environment().putAll(shop.variables);
    Process process =
        builder
            .directory(scratch.toFile())
            .redirectInput(lines.toFile()) // as if typed
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("said").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** The calls, with what is another one in each run taken out. */
  private List<List<String>> calls() throws IOException {
    List<List<String>> calls = new ArrayList<>();
    for (List<String> call : shop.tools.calls()) {
      calls.add(
          call.stream()
              .map(word -> word.replaceAll("/[^ =]*/(work-[0-9]+|tmp\\.[A-Za-z0-9]+)/", "WORK/"))
              .map(word -> word.replaceAll("blueprint-[0-9]{14}", "blueprint-RUN"))
              .toList());
    }
    return calls;
  }
}
