package blueprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.handover.StandIns;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** `plan`, `apply`, `status` and `destroy` as a shell runs them, with stand-ins for the tools. */
final class HandoverCommandsTest {

  private static final Path BLUEPRINT = Path.of("src/test/resources/handover/shop.yaml");

  @TempDir private static Path shared;
  @TempDir private Path scratch;
  private StandIns tools;
  private final Map<String, String> variables = new TreeMap<>();

  @BeforeAll
  static void compile() throws IOException {
    Path file = Files.copy(BLUEPRINT, shared.resolve("shop.yaml"));
    Ran made = Ran.of("generate", file.toString(), "-o", shared.resolve("out").toString());
    assertThat(made.code()).as(made.err()).isZero();
  }

  @BeforeEach
  void prepare() throws IOException {
    tools = new StandIns(scratch.resolve("bin"));
    variables.put("PATH", tools.folder() + ":/usr/bin:/bin:" + node());
    variables.put("HOME", scratch.toString());
  }

  @Test
  void allToolsThatAreMissingAreNamedAtOnce() throws Exception {
    variables.put("PATH", node());
    Ran ran = run("plan", "--engine=terraform");
    assertThat(ran.code()).isEqualTo(5);
    assertThat(ran.err())
        .contains("`terraform` is not installed", "`aws` is not installed", "get it from https://");
  }

  @Test
  void anOldToolIsRefused() throws Exception {
    Path terraform =
        Files.writeString(scratch.resolve("bin/terraform"), "#!/bin/sh\necho v1.5.7\n");
    assertThat(terraform.toFile().setExecutable(true)).isTrue();
    Ran ran = run("apply", "--engine=terraform", "--yes");
    assertThat(ran.code()).isEqualTo(5);
    assertThat(ran.err()).contains("`terraform` is version 1.5.7, and 1.11 or newer is needed");
  }

  @Test
  void aProgramOfThatNameInTheCurrentFolderIsNotRun() throws Exception {
    Path planted = Files.writeString(scratch.resolve("terraform"), "#!/bin/sh\ntouch planted\n");
    assertThat(planted.toFile().setExecutable(true)).isTrue();
    variables.put("PATH", ":.:" + node());
    assertThat(run("plan", "--engine=terraform").code()).isEqualTo(5);
    assertThat(scratch.resolve("planted")).doesNotExist();
  }

  @Test
  void withTwoEnginesOneHasToBeChosen() throws Exception {
    Ran ran = run("apply", "--yes");
    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err()).contains("compiled for terraform and cloudformation", "--engine");
    assertThat(tools.lines()).isEmpty();
  }

  @Test
  void whereNobodyCanBeAskedNothingIsChangedWithoutYes() throws Exception {
    Ran ran = run("apply", "--engine=terraform");
    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err()).contains("nobody is there who could be asked", "`--yes`");
    assertThat(tools.lines()).isEmpty();
  }

  @Test
  void theEditedOutputIsNotApplied() throws Exception {
    Path out = scratch.resolve("copy");
    copy(shared.resolve("out"), out);
    Path file = out.resolve("shop/terraform/network.tf");
    Files.writeString(file, Files.readString(file) + "\n");
    Ran ran = run("apply", "--engine=terraform", "--yes", "-o", out.toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("is not what its blueprint gives");
    assertThat(tools.lines()).isEmpty();
  }

  @Test
  void terraformsLockFileIsNotOursAndHoldsWhereItIsSaidTo() throws Exception {
    Path out = scratch.resolve("copy");
    copy(shared.resolve("out"), out);
    Path lock = Files.writeString(out.resolve("shop/terraform/.terraform.lock.hcl"), "# theirs\n");
    Ran again = Ran.of("generate", shared.resolve("shop.yaml").toString(), "-o", out.toString());
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(lock).hasContent("# theirs");

    for (String command : List.of("plan", "status")) {
      Ran ran = run(command, "--engine=terraform", "--locked", "-o", out.toString());
      assertThat(ran.code()).as(ran.err()).isZero();
    }
    assertThat(tools.lines()).filteredOn(line -> line.contains(" -lockfile=readonly")).hasSize(2);
    tools.when(
        "terraform * init *", "echo 'Error: Provider dependency changes detected' >&2; exit 1");
    Ran missing = run("apply", "--engine=terraform", "--yes", "--locked", "-o", out.toString());
    assertThat(missing.code()).isEqualTo(6);
    assertThat(missing.out()).contains("commit it");
    assertThat(missing.err()).contains("--engine terraform --locked --from change`");
  }

  @Test
  void aVariableThatChangesWhatToolsDoIsNamedAndRefused() throws Exception {
    variables.put("TF_CLI_ARGS_plan", "-destroy");
    variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    Ran ran = run("apply", "--engine=terraform", "--yes");
    assertThat(ran.code()).isEqualTo(8);
    assertThat(ran.err())
        .contains("`TF_CLI_ARGS_plan` is set", "`AWS_ENDPOINT_URL` is set", "--allow-env");
    assertThat(tools.lines()).isEmpty();

    Ran allowed =
        run(
            "plan",
            "--engine=terraform",
            "--allow-env=TF_CLI_ARGS_plan",
            "--allow-env=AWS_ENDPOINT_URL");
    assertThat(allowed.code()).as(allowed.err()).isZero();
  }

  @Test
  void anotherRegionInTheEnvironmentIsRefused() throws Exception {
    variables.put("AWS_REGION", "us-east-1");
    Ran ran = run("plan", "--engine=terraform");
    assertThat(ran.code()).isEqualTo(8);
    assertThat(ran.err()).contains("says us-east-1, and the blueprint says eu-west-1");
  }

  @Test
  void twoKindsOfCredentialsAreRefused() throws Exception {
    variables.put("AWS_PROFILE", "work");
    variables.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    Ran ran = run("plan", "--engine=terraform");
    assertThat(ran.code()).isEqualTo(8);
    assertThat(ran.err()).contains("are both set").doesNotContain("EXAMPLE");
  }

  @Test
  void anotherAccountIsRefused() throws Exception {
    tools.when("aws sts *", "echo 999999999999");
    Ran ran = run("apply", "--engine=cloudformation", "--yes");
    assertThat(ran.code()).isEqualTo(8);
    assertThat(ran.err()).contains("is for account 123456789012", "999999999999");
    assertThat(tools.lines()).hasSize(1);
  }

  @Test
  void aFailureSaysTheCodeWhatIsDoneAndHowToGoOn() throws Exception {
    tools.when(
        "terraform * apply *", "echo 'Error: creating VPC: VpcLimitExceeded: no' >&2; exit 1");
    Ran ran = run("apply", "--engine=terraform", "--yes");
    assertThat(ran.code()).isEqualTo(6);
    assertThat(ran.err())
        .contains(
            "terraform failed with exit code 1",
            "this is done: build the machine image base-",
            "--engine terraform --from change`");
    assertThat(ran.out()).contains("error: creating VPC", "next:");
  }

  @Test
  void dataIsNotLostByAccident() throws Exception {
    tools.when(
        "terraform * show *",
        "echo '{\"resource_changes\": [{\"address\": \"aws_s3_bucket.x\", \"type\":"
            + " \"aws_s3_bucket\", \"change\": {\"actions\": [\"delete\"]}}]}'");
    Ran ran = run("apply", "--engine=terraform", "--yes");
    assertThat(ran.code()).isEqualTo(8);
    assertThat(ran.err()).contains("`aws_s3_bucket.x` is deleted", "--allow-replace ADDRESS");
    assertThat(
            run("apply", "--engine=terraform", "--yes", "--allow-replace=aws_s3_bucket.x").code())
        .isZero();
  }

  @Test
  void aDryRunRunsNothingAndPrintsWhatAShellDoesTheSameWith() throws Exception {
    Ran ran = run("apply", "--engine=cloudformation", "--dry-run");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("(\n").contains("aws cloudformation execute-change-set");
    assertThat(tools.lines()).isEmpty();
    assertThat(scratch.resolve(".local")).doesNotExist();
  }

  @Test
  void destroyWantsTheName() throws Exception {
    assertThat(run("destroy", "--engine=terraform").code()).isEqualTo(64);
    Ran wrong = run("destroy", "--engine=terraform", "--confirm=sho");
    assertThat(wrong.code()).isEqualTo(64);
    assertThat(wrong.err()).contains("`sho` is not the name of the stack", "it is called shop");
    assertThat(tools.lines()).isEmpty();
    Ran right = run("destroy", "--engine=terraform", "--confirm=shop");
    assertThat(right.code()).as(right.err()).isZero();
    assertThat(right.out()).contains("stays: ");
    assertThat(tools.lines())
        .anyMatch(line -> line.contains(" plan ") && line.contains(" -destroy "))
        .anyMatch(line -> line.contains(" apply "));
  }

  @Test
  void statusSaysHowItIsInWordsAndForMachines() throws Exception {
    tools.when("aws elbv2 describe-load-balancers *", "echo no >&2; exit 254");
    Ran words = run("status", "--engine=terraform");
    assertThat(words.code()).as(words.err()).isZero();
    assertThat(words.out())
        .contains(
            "account   123456789012",
            "not built",
            "system    not made yet",
            "lb: no answer",
            "unknown   find-lb: aws failed with exit code 254");
    tools.when("terraform * plan *", "exit 0");
    Ran json = run("status", "--engine=terraform", "--format=json");
    assertThat(json.out())
        .contains("\"version\": 1", "\"system\": \"current\"", "\"account\": \"123456789012\"");
  }

  @Test
  void aTemplateThatWasSentByOthersIsADifference() throws Exception {
    tools
        .when("aws cloudformation describe-stacks *", "echo UPDATE_COMPLETE")
        .when("aws cloudformation get-template *", "echo another");
    Ran ran = run("status", "--engine=cloudformation");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("system    not as it is generated");
    tools.when("aws cloudformation get-template *", "cat cloudformation/template.yaml");
    assertThat(run("status", "--engine=cloudformation").code()).isZero();
  }

  @Test
  void whatWasChangedPastTheStackIsADifference() throws Exception {
    tools
        .when("aws cloudformation describe-stacks *", "echo UPDATE_COMPLETE")
        .when("aws cloudformation get-template *", "cat cloudformation/template.yaml")
        .when("aws cloudformation detect-stack-drift *", "echo 5d0b9ef0")
        .when(
            "aws cloudformation describe-stack-drift-detection-status *5d0b9ef0",
            "[ -e \"$here/asked\" ] && echo DETECTION_COMPLETE || echo DETECTION_IN_PROGRESS;"
                + " : >\"$here/asked\"")
        .when(
            "aws cloudformation describe-stack-resource-drifts *",
            "echo '{\"StackResourceDrifts\": [{\"LogicalResourceId\": \"LbSecurityGroup\"}]}'");
    Ran ran = run("status", "--engine=cloudformation");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("system    not as it is generated", "LbSecurityGroup");

    tools.when("aws cloudformation detect-stack-drift *", "echo AccessDenied >&2; exit 254");
    Ran unknown = run("status", "--engine=cloudformation");
    assertThat(unknown.code()).isZero();
    assertThat(unknown.out()).contains("unknown   detect: aws failed with exit code 254");
  }

  @Test
  void credentialsThatExpireMeanwhileLeaveAWayOn() throws Exception {
    tools.when(
        "aws cloudformation describe-stacks *--query Stacks?0*",
        "echo 'An error occurred (ExpiredToken) when calling the DescribeStacks operation: The"
            + " security token included in the request is expired' >&2; exit 254");
    Ran ran = run("apply", "--engine=cloudformation", "--yes");
    assertThat(ran.code()).isEqualTo(6);
    assertThat(ran.out()).contains("ExpiredToken");
    assertThat(ran.err())
        .contains("this is done: ", "make the change that was shown", "--from change`");
    tools
        .when("aws cloudformation describe-stacks *--query Stacks?0*", "echo CREATE_COMPLETE")
        .when(
            "aws cloudformation describe-stacks *StackName==*].StackStatus",
            "echo CREATE_COMPLETE");
    assertThat(run("apply", "--engine=cloudformation", "--yes", "--from=change").code()).isZero();
  }

  @Test
  void aStateThatSomebodyHasLockedIsNamedWithItsHolder() throws Exception {
    tools.when(
        "terraform * plan *",
        "printf 'Error: Error acquiring the state lock\\n"
            + "\\n"
            + "Lock Info:\\n"
            + "  ID: 6f1c\\n"
            + "  Who: ann@desk\\n"
            + "' >&2; exit 1");
    Ran ran = run("apply", "--engine=terraform", "--yes");
    assertThat(ran.code()).isEqualTo(6);
    assertThat(ran.out()).contains("Error acquiring the state lock", "ann@desk");
    assertThat(tools.lines())
        .anyMatch(line -> line.contains(" plan ") && line.contains("-lock-timeout=60s"))
        .noneMatch(line -> line.contains(" apply "));
  }

  @Test
  void whenThisProgramIsKilledTheToolEndsToo() throws Exception {
    tools.when("terraform * apply *", "echo $$ >\"$here/pid\"; exec sleep 60");
    Process process = start("apply", "--engine=terraform", "--yes");
    Path pid = tools.folder().resolve("pid");
    for (int i = 0; i < 1000 && (Files.notExists(pid) || Files.size(pid) == 0); i++) {
      Thread.sleep(20);
    }
    ProcessHandle tool =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    process.destroyForcibly();
    assertThat(tool.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-auto-approve", "--var-file=x", "file:///etc/hostname", "fileb://x"})
  void noNameIsReadAsAnOptionOrAsAFile(String name) throws Exception {
    for (String part : List.of("name: shop", "base:", "lb:", "web:")) {
      String hostile = part.endsWith(":") ? "\"" + name + "\":" : "name: \"" + name + "\"";
      Path file =
          Files.writeString(
              scratch.resolve("x.yaml"), Files.readString(BLUEPRINT).replace(part, hostile));
      Ran ran = Ran.of("apply", file.toString(), "--engine=cloudformation", "--yes");
      assertThat(ran.code()).as(part).isEqualTo(3);
    }
    assertThat(tools.lines()).isEmpty();
  }

  /** A shell has what it starts with {@code &} ignore interrupts; the tool has to get one yet. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoIsToldToEndWaitsForTheToolAndSaysSo(boolean background) throws Exception {
    tools.when(
        "terraform * apply *",
        "trap 'echo got INT; sleep 0.5; echo cleaned >\"$here/cleaned\"; exit 1' INT;"
            + " echo $$ >\"$here/pid\"; sleep 60 & wait");
    List<String> shell = List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");
    Process process = start(background ? shell : List.of(), "apply", "--engine=terraform", "--yes");
    Path pid = tools.folder().resolve("pid");
    for (int i = 0; i < 1000 && Files.notExists(pid); i++) {
      Thread.sleep(20);
    }
    process.destroy(); // SIGTERM
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(tools.folder().resolve("cleaned")).exists();
    assertThat(Files.readString(scratch.resolve("err")))
        .contains("interrupted during: make the change that was shown");
  }

  @Test
  void oneRunAtATimeChangesAStack() throws Exception {
    tools.when(
        "terraform * apply *",
        ": >\"$here/begun\"; while [ ! -e \"$here/go\" ]; do sleep 0.05; done");
    Process first = start("apply", "--engine=terraform", "--yes");
    Path begun = tools.folder().resolve("begun");
    for (int i = 0; i < 1000 && Files.notExists(begun); i++) {
      Thread.sleep(20);
    }
    Ran second = run("apply", "--engine=terraform", "--yes");
    assertThat(second.code()).isEqualTo(7);
    assertThat(second.err()).contains("another run is changing shop (process " + first.pid() + ")");
    Files.createFile(tools.folder().resolve("go"));
    assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(first.exitValue()).isZero();
  }

  // ---- Help

  private Ran run(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String suffix = Long.toString(process.pid());
    return new Ran(
        process.exitValue(),
        Files.readString(scratch.resolve("out" + suffix)),
        Files.readString(scratch.resolve("err" + suffix)));
  }

  private Process start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  private Process start(List<String> before, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dblueprint.pause.millis=1",
            "-cp",
            classPath(),
            "blueprint.cli.Main",
            arguments[0],
            shared.resolve("shop.yaml").toString()));
    command.addAll(List.of(arguments).subList(1, arguments.length));
    if (!command.contains("-o")) {
      command.addAll(List.of("-o", shared.resolve("out").toString()));
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(variables);
    Path out = Files.createTempFile(scratch, "o", "");
    Path err = Files.createTempFile(scratch, "e", "");
    Process process =
        builder
            .directory(scratch.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    String suffix = Long.toString(process.pid());
    Files.createSymbolicLink(scratch.resolve("out" + suffix), out);
    Files.createSymbolicLink(scratch.resolve("err" + suffix), err);
    Files.deleteIfExists(scratch.resolve("err"));
    Files.createSymbolicLink(scratch.resolve("err"), err);
    return process;
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The folder of node, which compiling needs. */
  private static String node() {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, "node"))) {
        return nodeAlone(Path.of(folder, "node"));
      }
    }
    throw new AssertionError("no node");
  }

  private static String nodeAlone(Path node) {
    try {
      Path folder = shared.resolve("node");
      if (Files.notExists(folder)) {
        Files.createSymbolicLink(Files.createDirectory(folder).resolve("node"), node.toRealPath());
      }
      return folder.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
