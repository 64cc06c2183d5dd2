package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.cli.Main;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images are built of a checkout with a real engine, pushed to a real registry, and deployed by
 * their digests. The local AWS knows the repositories; what is in them it does not, and the
 * registry is asked instead.
 */
@Tag("native")
final class BuildNativeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EnginePool ENGINES = new EnginePool();
  private static final String REGISTRY = "127.0.0.1:5000";
  private static final String GREETING = "it's $5, \"really\"; $(date) `id`";

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
                build: {context: site, args: {GREETING: %s}}
                run: |-
                  sh -c "%s"
                where: any
                health: {run: ls /}
      """;

  @TempDir Path work;
  private MotoServer aws;
  private SwarmMachine manager;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private Path checkout;
  private Path swarm;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    DockerEngine.dockerd();
    Path program = NativeTools.require("docker-registry", "git");
    aws = LocalAws.empty();
    StandInEc2 ec2 = StandInEc2.start();
    started.push(ec2);
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
             "own_registry": "%s"}
            """
                .formatted(REGISTRY));
    started.push(manager);
    manager
        .engine
        .docker("swarm", "init", "--advertise-addr", manager.engine.address())
        .succeeded();
    started.push(registry(program));
    aws.json(
        "ecr",
        "eu-west-1",
        "AmazonEC2ContainerRegistry_V20150921.CreateRepository",
        "{\"repositoryName\": \"shop/site\"}");
    TaskImage.importInto(manager.engine, REGISTRY + "/base:1");
    manager.engine.docker("push", REGISTRY + "/base:1").succeeded();
    stageAws();
    checkout = checkout();
    swarm = generate();
  }

  @AfterEach
  void clear() throws Exception {
    while (!started.isEmpty()) {
      started.pop().close();
    }
    ENGINES.clear();
  }

  @AfterAll
  static void end() throws IOException, InterruptedException {
    ENGINES.close();
  }

  @Test
  void whatIsCommittedIsBuiltOnceAndItsDigestIsDeployed() throws Exception {
    ToolRun first = build().succeeded();
    assertThat(first.out()).contains("site: building ", "images.json: release it");
    String image = image();
    assertThat(image).matches(REGISTRY + "/shop/site@sha256:[0-9a-f]{64}");

    byte[] written = Files.readAllBytes(swarm.resolve("images.json"));
    Path none = Files.createDirectory(work.resolve("without-docker"));
    program(none.resolve("docker"), "#!/bin/sh\nexit 99\n");
    ToolRun second = build(none + ":" + path(), "site").succeeded();
    assertThat(second.out()).contains(" is there").doesNotContain("building");
    assertThat(Files.readAllBytes(swarm.resolve("images.json"))).isEqualTo(written);

    manager.engine.docker("rmi", "--force", image).succeeded();
    manager.run("release", swarm.toString()).succeeded();
    String running =
        manager
            .engine
            .docker(
                "service",
                "inspect",
                "--format",
                "{{.Spec.TaskTemplate.ContainerSpec.Image}}",
                "shop_site")
            .out()
            .strip();
    assertThat(running).isEqualTo(image);
    String task = manager.engine.docker("ps", "--quiet").succeeded().out().strip();
    assertThat(manager.engine.docker("exec", task, "cat", "/site/page").out())
        .isEqualTo("committed\n");
    assertThat(noted().at("/images/site").asText())
        .isEqualTo(image.split(":", -1)[2].substring(0, 12));
  }

  @Test
  void whatGitIgnoresIsInNoImageAndArgumentsArriveAsTheyAreWritten() throws Exception {
    write("site/.env", "canary\n");
    build().succeeded();

    String image = image();
    String label =
        manager
            .engine
            .docker("inspect", "--format", "{{index .Config.Labels \"greeting\"}}", image)
            .out();
    assertThat(label.stripTrailing()).isEqualTo(GREETING);
    assertThat(manager.engine.docker("run", "--rm", image, "ls", "-A", "/site").out())
        .isEqualTo("Dockerfile\npage\n");
  }

  @Test
  void anotherCommitIsAnotherImageAndAFailingBuildLeavesTheLastOne() throws Exception {
    build().succeeded();
    String first = image();
    write("site/page", "changed\n");
    ToolRun dirty = build();
    assertThat(dirty.exit()).isEqualTo(1);
    assertThat(dirty.err()).contains("site: commit first", " M site/page");

    commit();
    build().succeeded();
    String second = image();
    assertThat(second).isNotEqualTo(first);

    write("site/Dockerfile", "FROM " + REGISTRY + "/base:1\nRUN [\"ls\", \"/missing\"]\n");
    commit();
    ToolRun failed = build();
    assertThat(failed.exit()).isNotZero();
    assertThat(failed.out() + failed.err()).contains("/missing");
    assertThat(image()).isEqualTo(second);

    // What was there before is found again, and nothing is built for it.
    git("revert", "--no-edit", "HEAD", "HEAD~1");
    assertThat(build().succeeded().out()).contains(" is there").doesNotContain("building");
    assertThat(image()).isEqualTo(first);
  }

  @Test
  void whatIsInNoCommitIsRefused() throws Exception {
    write("site/new", "x\n");
    assertThat(build().err()).contains("site: commit first", "?? site/new");
    Files.delete(checkout.resolve("site/new"));
    git("rm", "-rq", "site");
    commit();
    assertThat(build().err()).contains("the checkout has no folder site in its last commit");
    ToolRun nowhere = run(path(), swarm.resolve("build.sh"), work);
    assertThat(nowhere.exit()).isEqualTo(1);
    assertThat(nowhere.err()).contains("is in no checkout of the application: name its folder");
    assertThat(swarm.resolve("images.json")).doesNotExist();
  }

  @Test
  void repositoriesComeFirst() throws Exception {
    aws.json(
        "ecr",
        "eu-west-1",
        "AmazonEC2ContainerRegistry_V20150921.DeleteRepository",
        "{\"repositoryName\": \"shop/site\"}");
    ToolRun run = build();
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("there is no repository shop/site yet: apply first");
    assertThat(run.out()).doesNotContain("building");
  }

  @Test
  void withoutTheImagesOfItsServicesNothingIsDeployed() throws Exception {
    assertThat(run(path(), swarm.resolve("release.sh")).err())
        .contains("images.json does not have the images of site: first run swarm/build.sh");
    Files.writeString(
        swarm.resolve("images.json"),
        """
        {
          "version": "3.8",
          "services": {
            "other": {"image": "a@sha256:0"},
            "site": {"image": "b@sha256:1"}
          }
        }
        """);
    assertThat(run(path(), swarm.resolve("release.sh")).err())
        .contains("images.json does not have the images of site");

    // Nor by hand: no name is there that somebody else might own.
    ToolRun alone =
        manager.engine.docker("stack", "deploy", "-c", swarm.resolve("docker-stack.yml"), "shop");
    assertThat(alone.exit()).isNotZero();
    assertThat(alone.out() + alone.err()).contains("service site: no image specified");
  }

  // ---- Help

  private ToolRun build() throws IOException, InterruptedException {
    return build(path(), "site");
  }

  /** From anywhere in the checkout. */
  private ToolRun build(String path, String folder) throws IOException, InterruptedException {
    Path there = checkout.resolve(folder);
    return run(path, swarm.resolve("build.sh"), Files.exists(there) ? there : checkout);
  }

  private ToolRun run(String path, Object... command) throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", path);
    environment.put("HOME", work.toString());
    environment.put("DOCKER_HOST", manager.engine.host());
    environment.put("AWS_ENDPOINT_URL", aws.address().toString());
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test-canary-secret");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("NO_PROXY", "127.0.0.1");
    environment.put("no_proxy", "127.0.0.1");
    ToolRun run = ToolRun.in(work, environment, Duration.ofMinutes(3), command);
    assertThat(run.out() + run.err()).doesNotContain("test-canary-secret");
    return run;
  }

  private String image() throws IOException {
    return JSON.readTree(swarm.resolve("images.json").toFile()).at("/services/site/image").asText();
  }

  private JsonNode noted() throws IOException, InterruptedException {
    String answer =
        aws.json(
            "ssm",
            "eu-west-1",
            "AmazonSSM.GetParameter",
            "{\"Name\": \"%s/release\"}".formatted(SwarmMachine.PREFIX));
    return JSON.readTree(JSON.readTree(answer).at("/Parameter/Value").asText());
  }

  /** A registry where the engine is: engines speak plain HTTP to their own machine only. */
  private RunningProgram registry(Path program) throws IOException, InterruptedException {
    Path config =
        Files.writeString(
            work.resolve("registry.yml"),
            """
            version: 0.1
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: "%s"}
            """
                .formatted(work.resolve("registry"), REGISTRY));
    List<String> command = new ArrayList<>(manager.engine.beside());
    command.addAll(List.of(program.toString(), "serve", config.toString()));
    RunningProgram started = RunningProgram.start(work, Map.of(), command);
    List<Object> ask = new ArrayList<>(manager.engine.beside());
    ask.addAll(List.of("bash", "-c", ": </dev/tcp/127.0.0.1/5000"));
    for (int i = 0; i < 100 && ToolRun.of(ask.toArray()).exit() != 0; i++) {
      Thread.sleep(100);
    }
    return started;
  }

  /** The AWS CLI, but that an image that it does not know is looked for in the registry. */
  private void stageAws() throws IOException, InterruptedException {
    program(
        Files.createDirectory(work.resolve("staged")).resolve("aws"),
        """
        #!/bin/bash
        [[ "$1 $2" == 'ecr describe-images' ]] || exec %1$s "$@"
        %1$s "$@" 2>'%3$s/said' && exit
        code=$?
        if grep -q ImageNotFoundException '%3$s/said'; then
          repository=${6} tag=${8#imageTag=}
          found=$(%2$s bash -c "exec 3<>/dev/tcp/127.0.0.1/5000
            printf '%%s\\r\n' 'HEAD /v2/$repository/manifests/$tag HTTP/1.0' \\
              'Accept: application/vnd.docker.distribution.manifest.v2+json' \\
              'Accept: application/vnd.oci.image.manifest.v1+json' '' >&3
            cat <&3" | tr -d '\\r' | sed -n 's/^Docker-Content-Digest: //ip')
          if [[ -n $found ]]; then echo "$found"; exit; fi
        fi
        cat '%3$s/said' >&2
        exit $code
        """
            .formatted(
                NativeTools.require("aws"), String.join(" ", manager.engine.beside()), work));
  }

  private String path() {
    return work.resolve("staged") + ":" + System.getenv("PATH");
  }

  /** An application that is built of one folder of its repository. */
  private Path checkout() throws IOException, InterruptedException {
    checkout = Files.createDirectories(work.resolve("application"));
    ToolRun.of("git", "init", "-q", checkout).succeeded();
    write("site/page", "committed\n");
    write(".gitignore", ".env\n");
    write(
        "site/Dockerfile",
        """
        FROM %s/base:1
        ARG GREETING
        LABEL greeting="$GREETING"
        COPY . /site
        """
            .formatted(REGISTRY));
    commit();
    return checkout;
  }

  private void write(String file, String text) throws IOException {
    Path path = checkout.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void commit() throws IOException, InterruptedException {
    git("add", "--all");
    git("commit", "-qm", "change");
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<Object> command =
        new ArrayList<>(
            List.of(
                "git",
                "-C",
                checkout,
                "-c",
                "user.name=test",
                "-c",
                "user.email=test@example.org",
                "-c",
                "commit.gpgsign=false"));
    command.addAll(List.of(arguments));
    ToolRun.of(command.toArray()).succeeded();
  }

  /** Compiles, and puts the registry that is here in the place of the account's. */
  private Path generate() throws IOException {
    String greeting = "'" + GREETING.replace("'", "''").replace("$", "$$") + "'";
    Path file =
        Files.writeString(
            work.resolve("shop.yaml"),
            BLUEPRINT.formatted(greeting, TaskImage.SERVE.replace("$", "$$")));
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int exit =
        Main.run(out, out, "generate", file.toString(), "--output", work.resolve("out").toString());
    assertThat(exit).as(said.toString()).isZero();
    Path folder = work.resolve("out/shop/swarm");
    Path script = folder.resolve("build.sh");
    String text = Files.readString(script);
    String own = "registry=$account.dkr.ecr.eu-west-1.amazonaws.com\n";
    assertThat(text).contains(own);
    Files.writeString(script, text.replace(own, "registry=" + REGISTRY + "\n"));
    return folder;
  }

  private static void program(Path file, String text) throws IOException {
    assertThat(Files.writeString(file, text).toFile().setExecutable(true)).isTrue();
  }
}
