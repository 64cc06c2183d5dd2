package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a blueprint to containers on a real engine, with the product's own commands. Between them
 * stands a local AWS; what is sent to a machine runs on the machine.
 */
@Tag("native")
final class SwarmReleaseNativeTest {

  private static final EnginePool ENGINES = new EnginePool();

  private static final String BLUEPRINT =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      engine: both
      images: {docker: {from: ubuntu-24.04}}
      tiers:
        app:
          swarm:
            image: docker
            managers: 1
            services:
              site:
                image: %s
                run: |-
                  sh -c "%s"
                where: any
                update: {delay: 1s, watch: 3s}
      %s
      """;

  @TempDir Path work;
  private final Map<String, String> variables = new TreeMap<>();
  private MotoServer aws;
  private StandInEc2 ec2;
  private SwarmMachine manager;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    DockerEngine.dockerd();
    aws = LocalAws.empty();
    ec2 = StandInEc2.start();
    manager =
        SwarmMachine.create(
            "i-1",
            "manager",
            ENGINES.get(1),
            aws,
            ec2,
            work,
            """
            {"name": "shop", "folder": "/nowhere", "secrets": {}, "configs": {}, "registries": {},
             "pull": {"from": "s3://releases/shop.tar.gz"}}
            """);
    manager
        .engine
        .docker("swarm", "init", "--advertise-addr", manager.engine.address())
        .succeeded();
    TaskImage.importInto(manager.engine);
    manager.programs.with("stack.py", "CONVERGE = 60", "CONVERGE = 20");
    new StoredSecrets(aws).parameter(SwarmMachine.PREFIX + "/leader", "String", "i-1");
    variables.put("PATH", stageTools() + ":" + System.getenv("PATH"));
    variables.put("HOME", work.toString());
    variables.put("AWS_ENDPOINT_URL", aws.address().toString());
    variables.put("AWS_ACCESS_KEY_ID", "test");
    variables.put("AWS_SECRET_ACCESS_KEY", "test-canary-secret");
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  @AfterEach
  void clear() throws IOException, InterruptedException {
    manager.close();
    ec2.close();
    ENGINES.clear();
  }

  @AfterAll
  static void end() throws IOException, InterruptedException {
    ENGINES.close();
  }

  @Test
  void whatIsGeneratedRunsAndStatusSaysSo() throws Exception {
    generate(TaskImage.SERVE, "");
    assertThat(status().at("/release/state").asText()).isEqualTo("none");
    ToolRun released = deliver("release", "--yes").succeeded();
    assertThat(released.out()).contains("the manager i-1 deploys", "every service runs");
    assertThat(manager.engine.docker("service", "ls", "--format", "{{.Name}} {{.Replicas}}").out())
        .isEqualTo("shop_site 1/1\n");
    assertThat(status().at("/release/state").asText()).isEqualTo("converged");

    List<String> before = tasks();
    deliver("release", "--yes").succeeded();
    assertThat(tasks()).as("the same again starts nothing").isEqualTo(before);

    generate(TaskImage.SERVE + " # other", "");
    assertThat(status().at("/release/state").asText()).isEqualTo("different");
  }

  @Test
  void aTaskThatFailsIsHeardInItsOwnWordsAndTheOldVersionComesBack() throws Exception {
    generate(TaskImage.SERVE, "");
    deliver("release", "--yes").succeeded();
    generate("echo no database >&2; exit 3", "");
    ToolRun failed = deliver("release", "--yes");
    assertThat(failed.exit()).isEqualTo(6);
    assertThat(failed.out())
        .contains("failed: shop_site, rolled back", "task: non-zero exit (3)", "| no database");
    assertThat(failed.err())
        .contains("bash failed with exit code 1: deploy the containers, and wait until they run");
    for (int i = 0; i < 120 && tasks().size() > 1; i++) {
      Thread.sleep(500); // what was rolled back has its time to stop
    }
    assertThat(tasks()).hasSize(1);
    JsonNode status = status();
    assertThat(status.at("/release/state").asText()).isEqualTo("failed");
    assertThat(status.at("/release/words").toString()).contains("shop_site, rolled back");
  }

  @Test
  void aServiceThatIsDeletedGoes() throws Exception {
    generate(TaskImage.SERVE, "        other: {image: \"%s\"}".formatted(TaskImage.NAME));
    manager.programs.with("stack.py", "CONVERGE = 20", "CONVERGE = 6");
    assertThat(deliver("release", "--yes").exit()).as("it has nothing to run").isEqualTo(6);
    assertThat(services()).containsExactly("shop_other", "shop_site");
    generate(TaskImage.SERVE, "");
    deliver("release", "--yes").succeeded();
    assertThat(services()).containsExactly("shop_site");
  }

  @Test
  void anotherReleaseIsWaitedFor() throws Exception {
    generate(TaskImage.SERVE, "");
    Path lock =
        Files.createDirectories(Path.of(manager.environment().get("RUNTIME_DIRECTORY")))
            .resolve("lock");
    String untilItWasRefused =
        "echo held; until grep -qsx 75 '%s'; do /bin/sleep 0.1; done"
            .formatted(work.resolve("staged/code"));
    try (RunningProgram holder =
        RunningProgram.start(
            work, Map.of(), List.of("flock", lock.toString(), "-c", untilItWasRefused))) {
      holder.until(() -> holder.output().contains("held"));
      ToolRun released = deliver("release", "--yes").succeeded();
      assertThat(released.out()).contains("another release is under way", "every service runs");
    }
  }

  @Test
  void whatIsPulledIsPublishedFirstAndTriedAgainWhenSomebodyAsks() throws Exception {
    String pulls = "      deploy: {from: \"s3://releases/shop.tar.gz\"}";
    aws.put("/releases", new byte[0]);
    manager.programs.with("stack.py", "CONVERGE = 20", "CONVERGE = 8");
    generate("[ -e /run/configs/none ] || exit 4", pulls);
    assertThat(deliver("release", "--yes").exit()).isEqualTo(6);
    assertThat(manager.run("pull").succeeded().err()).as("the timer leaves it alone").isEmpty();
    ToolRun again = deliver("release", "--yes");
    assertThat(again.out()).contains("published ", "non-zero exit (4)");

    generate(TaskImage.SERVE, pulls);
    assertThat(deliver("release", "--yes").succeeded().out()).contains("every service runs");
    assertThat(status().at("/release/state").asText()).isEqualTo("converged");
    assertThat(manager.run("pull").succeeded().err()).as("nothing is undone").isEmpty();
  }

  // ---- Help

  private void generate(String script, String more) throws IOException, InterruptedException {
    Files.writeString(
        work.resolve("shop.yaml"),
        BLUEPRINT.formatted(TaskImage.NAME, script.replace("$", "$$"), more));
    run("generate", "shop.yaml").succeeded();
  }

  private ToolRun deliver(String command, String... more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command, "shop.yaml"));
    words.add("--allow-env=AWS_ENDPOINT_URL");
    words.addAll(List.of(more));
    ToolRun ran = run(words.toArray(String[]::new));
    assertThat(ran.out() + ran.err()).doesNotContain("test-canary-secret");
    return ran;
  }

  private JsonNode status() throws IOException, InterruptedException {
    String said = deliver("status", "--engine=cloudformation", "--format=json").out();
    return new ObjectMapper().readTree(said);
  }

  private ToolRun run(String... words) throws IOException, InterruptedException {
    List<Object> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dblueprint.pause.millis=10",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .map(part -> Path.of(part).toAbsolutePath().toString())
                    .collect(Collectors.joining(File.pathSeparator)),
                "blueprint.cli.Main"));
    command.addAll(List.of(words));
    return ToolRun.in(work, variables, Duration.ofMinutes(5), command.toArray());
  }

  private List<String> services() throws IOException, InterruptedException {
    String listed = manager.engine.docker("service", "ls", "--format", "{{.Name}}").out();
    return listed.lines().sorted().toList();
  }

  private List<String> tasks() throws IOException, InterruptedException {
    return manager.engine.docker("ps", "--quiet").succeeded().out().lines().sorted().toList();
  }

  /** The AWS CLI, but that a command for a machine is run by that machine; and a quick sleep. */
  private Path stageTools() throws IOException, InterruptedException {
    Path bin = Files.createDirectory(work.resolve("staged"));
    Path programs = manager.programs.script(manager.environment(), "release").getParent();
    manager.programs.script(manager.environment(), "pull");
    program(
        bin.resolve("aws"),
        """
        #!/bin/bash
        here=%1$s
        case "$1 $2" in
          'ssm send-command')
            while [[ $1 != --parameters ]]; do shift; done
            printf %%s "$2" |
              %2$s -c 'import json, sys; print("\\n".join(json.load(sys.stdin)["commands"]))' |
              sed 's,/usr/local/lib/shop/,%3$s/,g' >"$here/command"
            bash "$here/command" >"$here/out" 2>"$here/err"
            echo $? >"$here/code"
            echo 11111111-2222-3333-4444-555555555555
            ;;
          'ssm get-command-invocation')
            case "$*" in
              *StandardOutputContent*) cat "$here/out" ;;
              *StandardErrorContent*) cat "$here/err" ;;
              *ResponseCode*) cat "$here/code" ;;
              *Status*) if [[ $(<"$here/code") == 0 ]]; then echo Success; else echo Failed; fi ;;
            esac
            ;;
          *) exec %4$s "$@" ;;
        esac
        """
            .formatted(bin, manager.programs.python(), programs, NativeTools.require("aws")));
    program(bin.resolve("sleep"), "#!/bin/sh\nexec /bin/sleep 0.5\n");
    return bin;
  }

  private static void program(Path file, String text) throws IOException {
    assertThat(Files.writeString(file, text).toFile().setExecutable(true)).isTrue();
  }
}
