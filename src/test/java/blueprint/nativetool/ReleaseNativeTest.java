package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases on a manager with a real engine, pushed, pulled and renewed. */
@Tag("native")
class ReleaseNativeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EnginePool ENGINES = new EnginePool();

  private static final String SERVES =
      "[\"sh\", \"-c\", \"" + TaskImage.SERVE.replace("$", "$$") + "\"]";
  private static final String FAILS = "[sh, -c, 'echo no database >&2; exit 3']";

  @TempDir Path work;
  private MotoServer aws;
  private StandInEc2 ec2;
  private StoredSecrets secrets;
  private SwarmMachine manager;
  private Path folder;
  private String password;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    DockerEngine.dockerd();
    aws = LocalAws.empty();
    ec2 = StandInEc2.start();
    secrets = new StoredSecrets(aws);
    password = secrets.create("database", "{\"password\": \"canary-1\"}");
    String hub = secrets.create("hub", "hub-canary");
    manager =
        SwarmMachine.create(
            "i-1",
            "manager",
            ENGINES.get(1),
            aws,
            ec2,
            work,
            """
            {"name": "shop", "folder": "/nowhere",
             "secrets": {"password": {"parts": [{"secret": "%s", "key": "password"}]}},
             "configs": {"host": {"parts": ["db.example.internal"]}},
             "registries": {"docker.io": {"user": "shop", "password": {"parts": [{"secret": "%s"}]}},
                            "localhost:1": {"user": "shop", "password": {"parts": [{"secret": "%s"}]}}},
             "pull": {"from": "s3://releases/shop.tar"}}
            """
                .formatted(password, hub, hub));
    manager
        .engine
        .docker("swarm", "init", "--advertise-addr", manager.engine.address())
        .succeeded();
    TaskImage.importInto(manager.engine);
    folder = Files.createDirectory(work.resolve("folder"));
    stack(TaskImage.NAME, SERVES);
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
  void servicesRunWithTheirSecretsAsFilesAndASecondReleaseChangesNothing() throws Exception {
    ToolRun first = release().succeeded();

    assertThat(first.out() + first.err()).contains("every service runs").doesNotContain("canary");
    String task = tasks().get(0);
    assertThat(manager.engine.docker("exec", task, "cat", "/run/secrets/password").out())
        .isEqualTo("canary-1");
    assertThat(
            manager.engine.docker("exec", task, "stat", "-c", "%a", "/run/secrets/password").out())
        .isEqualTo("400\n");
    assertThat(manager.engine.docker("exec", task, "cat", "/host").out())
        .isEqualTo("db.example.internal");
    assertThat(noted().get("state").textValue()).isEqualTo("converged");
    assertThat(noted().get("source").textValue()).isEqualTo(folder.toString());

    List<String> before = tasks();
    release().succeeded();
    assertThat(tasks()).isEqualTo(before);
    assertThat(names("secret")).hasSize(1);
  }

  @Test
  void aChangedSecretIsANewOneAndTheOldOneGoesWhenNothingCanGoBackToIt() throws Exception {
    release().succeeded();
    List<String> first = names("secret");
    secrets.change(password, "{\"password\": \"canary-2\"}");
    release().succeeded();

    assertThat(manager.engine.docker("exec", tasks().get(0), "cat", "/run/secrets/password").out())
        .isEqualTo("canary-2");
    assertThat(names("secret")).hasSize(2).containsAll(first);
    release().succeeded();
    assertThat(names("secret")).hasSize(1).doesNotContainAnyElementsOf(first);
  }

  @Test
  void aTaskThatDiesIsReportedInItsOwnWordsAndRolledBack() throws Exception {
    release().succeeded();
    List<String> before = tasks();
    stack(TaskImage.NAME, FAILS);
    ToolRun run = release();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("failed: shop_site, rolled back", "task: non-zero exit (3)", "| no database");
    assertThat(noted().get("state").textValue()).isEqualTo("failed");
    assertThat(noted().get("words").toString())
        .contains("task: non-zero exit (3)")
        .doesNotContain("no database");
    assertThat(tasks()).isEqualTo(before);
  }

  @Test
  void aFirstReleaseWhoseTasksDieFailsInTime() throws Exception {
    manager.programs.with("stack.py", "CONVERGE = 60", "CONVERGE = 8");
    stack(TaskImage.NAME, FAILS);
    ToolRun run = release();

    assertThat(run.exit()).isEqualTo(1);
    // One of them may just have been started once more.
    assertThat(run.err()).containsPattern("waiting: shop_site, [01] of 2 tasks");
    assertThat(run.err()).contains("| no database");
  }

  @Test
  void anImageThatCannotBePulledIsNamed() throws Exception {
    manager.programs.with("stack.py", "CONVERGE = 60", "CONVERGE = 8");
    stack("localhost:1/missing:1", SERVES);
    ToolRun run = release();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("No such image: localhost:1/missing:1");
    assertThat(noted().get("words").toString()).contains("No such image: localhost:1/missing:1");
  }

  @Test
  void aMissingSecretAndAMissingKeyStopTheReleaseBeforeItBegins() throws Exception {
    secrets.change(password, "{\"other\": \"canary\"}");
    ToolRun run = release();
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("password is made of a secret that lacks a key")
        .doesNotContain("canary");

    aws.json(
        "secretsmanager",
        "eu-west-1",
        "secretsmanager.DeleteSecret",
        "{\"SecretId\": \"database\", \"ForceDeleteWithoutRecovery\": true}");
    assertThat(release().err()).contains("cannot read password: ");
    assertThat(manager.engine.docker("service", "ls", "--quiet").out()).isEmpty();
    assertThat(noted().get("state").textValue()).isEqualTo("failed");
  }

  @Test
  void whatTheEngineRefusesIsSaid() throws Exception {
    Files.writeString(
        folder.resolve("docker-stack.yml"), "version: \"3.8\"\nservices: {a: {imagee: b}}\n");
    ToolRun run = release();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("imagee");
    assertThat(manager.run("release", work.toString()).err())
        .contains("there is no docker-stack.yml in");
  }

  @Test
  void nothingOfTheMachinesEnvironmentGetsIntoTheStack() throws Exception {
    String text = Files.readString(folder.resolve("docker-stack.yml"));
    Files.writeString(
        folder.resolve("docker-stack.yml"),
        text.replace(
            "    deploy:",
            "    environment: {A: \"x${AWS_SECRET_ACCESS_KEY}${HOME}y\"}\n    deploy:"));
    release().succeeded();

    assertThat(manager.engine.docker("service", "inspect", "shop_site").out()).contains("\"A=xy\"");
  }

  @Test
  void onlyTheLeaderReleasesAndOnlyOneReleaseAtATime() throws Exception {
    Path lock =
        Files.createDirectories(Path.of(manager.environment().get("RUNTIME_DIRECTORY")))
            .resolve("lock");
    try (RunningProgram holder =
        RunningProgram.start(
            work, Map.of(), List.of("flock", lock.toString(), "-c", "echo held; sleep 60"))) {
      holder.until(() -> holder.output().contains("held"));
      ToolRun busy = release();
      assertThat(busy.exit()).isEqualTo(75);
      assertThat(busy.err()).contains("another release is under way");
    }
    manager.engine.clear();
    ToolRun run = release();
    assertThat(run.exit()).isEqualTo(75);
    assertThat(run.err()).contains("this machine does not lead the swarm");
  }

  @Test
  void aJobThatIsDoneDoesNotRunAgain() throws Exception {
    Files.writeString(
        folder.resolve("docker-stack.yml"),
        """
        version: "3.8"
        services:
          load-1:
            image: %s
            command: [sh, -c, "cat /run/secrets/password"]
            secrets: [password]
            deploy: {mode: replicated-job, replicas: 1, restart_policy: {condition: on-failure, max_attempts: 2}}
        secrets: {password: {external: true}}
        configs: {host: {external: true}}
        """
            .formatted(TaskImage.NAME));
    Path file = folder.resolve("docker-stack.yml");
    NativeTools.require(
        manager.engine.docker("stack", "config", "-c", file).exit() == 0,
        "docker of version 23 or newer",
        "older ones know no jobs in a stack file");
    release().succeeded();
    release().succeeded();
    assertThat(manager.engine.docker("service", "ps", "--quiet", "shop_load-1").out().lines())
        .hasSize(1);
  }

  @Test
  void onlyWhatIsPinnedIsPulledAndOnlyOnce() throws Exception {
    assertThat(manager.run("pull").succeeded().err()).isEmpty();
    byte[] archive = archive();
    pin(archive);
    assertThat(manager.run("pull").succeeded().err()).contains("every service runs");
    assertThat(noted().get("source").textValue()).startsWith("s3://releases/shop.tar sha256:");
    assertThat(manager.run("pull").succeeded().err()).isEmpty();

    stack(TaskImage.NAME, FAILS);
    pin(archive());
    ToolRun failed = manager.run("pull");
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.err()).contains("rolled back");
    assertThat(manager.run("pull").succeeded().err()).isEmpty();
  }

  @Test
  void anArchiveOtherThanThePinnedOneIsRefused() throws Exception {
    upload(archive());
    pin("0".repeat(64));
    ToolRun run = manager.run("pull");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("has the SHA-256 " + sha256(archive()) + ", but 000");
    assertThat(manager.engine.docker("service", "ls", "--quiet").out()).isEmpty();
    assertThat(noted().get("state").textValue()).isEqualTo("failed");

    pin("latest");
    assertThat(manager.run("pull").err())
        .contains("parameter /shop/app/swarm/pin is no JSON with the sha256 of an archive");
  }

  @Test
  void anArchiveOfAnythingButPlainFilesIsRefused() throws Exception {
    Path place = Files.createDirectory(work.resolve("place"));
    for (String option : List.of("--transform=s|^|/tmp/|", "--transform=s|^|../|")) {
      refused(List.of("-P", option, "-C", folder.toString(), "docker-stack.yml"));
    }
    Files.createSymbolicLink(place.resolve("docker-stack.yml"), Path.of("/etc/passwd"));
    refused(List.of("-C", place.toString(), "docker-stack.yml"));
    byte[] torn = "no archive".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    pin(torn);
    assertThat(manager.run("pull").err()).contains("cannot read the archive");
  }

  @Test
  void anotherMachinesReleaseThatWasInterruptedIsTakenUp() throws Exception {
    pin(archive());
    manager.run("pull").succeeded();
    secrets.parameter("/other", "String", "x");
    String noted = noted().toString().replace("converged", "deploying");
    aws.json(
        "ssm",
        "eu-west-1",
        "AmazonSSM.PutParameter",
        JSON.writeValueAsString(
            Map.of(
                "Name",
                SwarmMachine.PREFIX + "/release",
                "Type",
                "String",
                "Overwrite",
                true,
                "Value",
                noted)));

    assertThat(manager.run("pull").succeeded().err()).contains("every service runs");
  }

  @Test
  void aSecretThatAwsChangesReachesTheServicesWithoutARelease() throws Exception {
    assertThat(renew().succeeded().err()).isEmpty();
    release().succeeded();
    assertThat(renew().succeeded().err()).contains("renewed its registry's token for shop_site");
    List<String> before = tasks();
    assertThat(renew().succeeded().err()).isEmpty();
    assertThat(tasks()).as("a new token starts nothing").isEqualTo(before);

    secrets.change(password, "{\"password\": \"canary-2\"}");
    ToolRun run = renew().succeeded();
    assertThat(run.err()).contains("renewed its secrets for shop_site").doesNotContain("canary");
    long end = System.nanoTime() + 60_000_000_000L;
    while (!inTask("cat", "/run/secrets/password").equals("canary-2")) {
      assertThat(System.nanoTime()).as("too late").isLessThan(end);
      Thread.sleep(200);
    }
  }

  @Test
  void whatCannotBeReadLeavesTheServicesAsTheyAre() throws Exception {
    release().succeeded();
    List<String> before = tasks();
    secrets.change(password, "{\"other\": \"canary\"}");

    ToolRun run = renew();
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("kept what the services have: password is made of")
        .doesNotContain("canary");
    assertThat(tasks()).isEqualTo(before);
  }

  private ToolRun renew() throws IOException, InterruptedException {
    return manager.run("renew");
  }

  private void refused(List<String> arguments) throws Exception {
    Path archive = work.resolve("shop.tar");
    List<Object> command = new ArrayList<>(List.of("tar", "-cf", archive));
    command.addAll(arguments);
    ToolRun.of(command.toArray()).succeeded();
    pin(Files.readAllBytes(archive));
    ToolRun run = manager.run("pull");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("the archive may not hold");
  }

  private ToolRun release() throws IOException, InterruptedException {
    return manager.run("release", folder.toString());
  }

  /** Writes a stack of one service of two tasks. */
  private void stack(String image, String command) throws IOException {
    Files.writeString(
        folder.resolve("docker-stack.yml"),
        """
        version: "3.8"
        services:
          site:
            image: %s
            command: %s
            secrets: [{source: password, target: password, mode: 0400}]
            configs: [{source: host, target: /host}]
            networks: [inner]
            deploy:
              replicas: 2
              endpoint_mode: dnsrr
              restart_policy: {delay: 1s}
              update_config: {failure_action: rollback, monitor: 3s, order: start-first}
              rollback_config: {monitor: 1s}
        networks: {inner: {driver: overlay}}
        secrets: {password: {external: true}}
        configs: {host: {external: true}}
        """
            .formatted(image, command));
  }

  private List<String> tasks() throws IOException, InterruptedException {
    ToolRun run = manager.engine.docker("ps", "--quiet").succeeded();
    return run.out().lines().sorted().toList();
  }

  private String inTask(String... command) throws IOException, InterruptedException {
    List<Object> words = new ArrayList<>(List.of("exec", tasks().get(0)));
    words.addAll(List.of(command));
    return manager.engine.docker(words.toArray()).out();
  }

  private List<String> names(String kind) throws IOException, InterruptedException {
    ToolRun run = manager.engine.docker(kind, "ls", "--format", "{{.Name}}").succeeded();
    return run.out().lines().sorted().toList();
  }

  private JsonNode noted() throws IOException, InterruptedException {
    String answer =
        aws.json(
            "ssm",
            "eu-west-1",
            "AmazonSSM.GetParameter",
            "{\"Name\": \"" + SwarmMachine.PREFIX + "/release\"}");
    return JSON.readTree(JSON.readTree(answer).at("/Parameter/Value").textValue());
  }

  private byte[] archive() throws IOException, InterruptedException {
    Path archive = work.resolve("shop.tar");
    ToolRun.of("tar", "-C", folder, "-cf", archive, ".").succeeded();
    return Files.readAllBytes(archive);
  }

  /** Uploads an archive and pins it. */
  private void pin(byte[] archive) throws Exception {
    upload(archive);
    pin(sha256(archive));
  }

  private void pin(String sum) throws IOException, InterruptedException {
    aws.json(
        "ssm",
        "eu-west-1",
        "AmazonSSM.PutParameter",
        JSON.writeValueAsString(
            Map.of(
                "Name",
                SwarmMachine.PREFIX + "/pin",
                "Type",
                "String",
                "Overwrite",
                true,
                "Value",
                "{\"sha256\": \"" + sum + "\"}")));
  }

  private static String sha256(byte[] content) throws Exception {
    return java.util.HexFormat.of()
        .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(content));
  }

  private void upload(byte[] content) throws IOException, InterruptedException {
    aws.put("/releases", new byte[0]);
    aws.put("/releases/shop.tar", content);
  }
}
