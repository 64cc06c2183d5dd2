package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that keeps a singleton single, with all its times shortened alike. */
@Tag("native")
class LeaseNativeTest {

  /** Says its name, ends some time after it was asked to, and tells when it was not alone. */
  private static final String COMMAND =
      """
      #!/bin/bash
      exec 9>lock
      flock --nonblock 9 || echo "$1" >>together
      echo "$1" >running
      trap '[[ $1 == stubborn ]] || { sleep 0.5; exit 0; }' TERM
      while :; do sleep 0.1; done
      """;

  @TempDir Path work;
  private MotoServer aws;
  private MachinePrograms machine;
  private Path command;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    NativeTools.require("flock");
    aws = LocalAws.empty();
    dynamo(
        "CreateTable",
        """
        {"TableName": "sentry-leases", "BillingMode": "PAY_PER_REQUEST",
         "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
         "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}
        """);
    machine = MachinePrograms.ofSentry(aws, work);
    machine.values(
        """
        {"region": "eu-west-1", "singletons": {"beat": {"table": "sentry-leases", "key": "beat"}}}
        """);
    command = machine.command("command", COMMAND);
    for (String name : List.of("TTL", "RENEW", "GIVE_UP", "STOP", "LOOK")) {
      int seconds = constant(name);
      machine.with("lease", "\n" + name + " = " + seconds, "\n" + name + " = " + seconds / 10.0);
    }
  }

  @Test
  void aHolderThatCannotRenewHasStoppedBeforeTheLeaseIsFree() throws IOException {
    assertThat(constant("GIVE_UP") + constant("STOP")).isLessThan(constant("TTL"));
    assertThat(2 * constant("RENEW")).isLessThan(constant("GIVE_UP"));
  }

  @Test
  void afterACrashAnotherMachineTakesOver() throws Exception {
    try (RunningProgram first = contender("first")) {
      first.until(() -> runs("first"));
      try (RunningProgram second = contender("second")) {
        second.until(() -> second.output().contains("waiting"));
        Thread.sleep(7_000); // longer than TTL: the first one renews
        assertThat(runs("first")).isTrue();

        first.kill();
        Thread.sleep(500);
        assertThat(nothingRuns()).as("the command dies with the program").isTrue();
        second.until(() -> runs("second"));
      }
    }
    assertThat(work.resolve("together")).doesNotExist();
  }

  @Test
  void aStopHandsOverOnceTheCommandHasEnded() throws Exception {
    try (RunningProgram first = contender("first")) {
      first.until(() -> runs("first"));
      try (RunningProgram second = contender("second")) {
        second.until(() -> second.output().contains("waiting"));
        first.terminate();
        second.until(() -> runs("second"));

        assertThat(first.exit()).isZero();
        assertThat(first.output()).contains("released the lease");
        assertThat(second.terminate().exit()).isZero();
      }
    }
    assertThat(work.resolve("together")).doesNotExist();
    String key = "{\"TableName\": \"sentry-leases\", \"Key\": {\"id\": {\"S\": \"beat\"}}}";
    assertThat(dynamo("GetItem", key)).doesNotContain("owner");
  }

  @Test
  void aHolderThatLosesTheTableStopsItsCommand() throws Exception {
    try (RunningProgram holder = contender("stubborn")) {
      holder.until(() -> runs("stubborn"));
      dynamo("DeleteTable", "{\"TableName\": \"sentry-leases\"}");

      assertThat(holder.exit()).as("killed").isEqualTo(128 + 9);
      assertThat(holder.output())
          .contains("could not renew the lease", "the lease is lost, stopping the command");
    }
    assertThat(nothingRuns()).isTrue();
  }

  @Test
  void theCommandsExitCodeIsTheProgramsOwn() throws IOException, InterruptedException {
    assertThat(machine.run("lease", "beat", "--", "/bin/sh", "-c", "exit 7").exit()).isEqualTo(7);
    assertThat(machine.run("lease", "beat", "--", "/nonexistent").exit()).isEqualTo(127);
    assertThat(machine.run("lease", "beat").exit()).isEqualTo(64);
  }

  private RunningProgram contender(String name) throws IOException {
    return machine.start(Map.of(), "lease", "beat", "--", command.toString(), name);
  }

  private boolean runs(String name) throws IOException, InterruptedException {
    Path running = work.resolve("running");
    return Files.exists(running) && Files.readString(running).equals(name + "\n") && !nothingRuns();
  }

  private boolean nothingRuns() throws IOException, InterruptedException {
    return ToolRun.of("flock", "--nonblock", work.resolve("lock"), "true").exit() == 0;
  }

  private static int constant(String name) throws IOException {
    String lease =
        Files.readString(
            MachineOutput.imageFiles("sentry", "sentry-demo")
                .resolve("usr/local/lib/sentry/lease"));
    List<MatchResult> found =
        Pattern.compile("(?m)^" + name + " = (\\d+)\\b").matcher(lease).results().toList();
    assertThat(found).as(name).hasSize(1);
    return Integer.parseInt(found.get(0).group(1));
  }

  private String dynamo(String action, String request) throws IOException, InterruptedException {
    return aws.json("dynamodb", "eu-west-1", "DynamoDB_20120810." + action, request);
  }
}
