package blueprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.handover.StandIns;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `release`, `rollback`, `status` and `destroy` of programs on Elastic Beanstalk. */
final class ProgramCommandsTest {

  private static final String BLUEPRINT =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      account: "123456789012"
      engine: terraform
      tiers:
        app:
          beanstalk:
            platform: python-3.13
            source: program
            wsgi: shop.wsgi:application
            health: {path: /health}
            scale: {min: 3, max: 6}
            twin: {machines: 1}
      """;

  @TempDir private static Path shared;
  @TempDir private Path scratch;
  private StandIns tools;
  private final Map<String, String> variables = new TreeMap<>();

  @BeforeAll
  static void compile() throws IOException {
    generate("shop", BLUEPRINT);
    generate(
        "two",
        BLUEPRINT.replace("name: shop", "name: two")
            + """
              api:
                beanstalk: {platform: python-3.13, source: api, wsgi: "api.wsgi:application"}
            """);
  }

  private static void generate(String name, String text) throws IOException {
    Path file = Files.writeString(shared.resolve(name + ".yaml"), text);
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
  void aReleaseIsGivenTheFolderBesideTheBlueprint() throws Exception {
    Ran ran = run("release", "shop", "--yes");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(tools.lines())
        .containsSubsequence(
            "bash deploy/app/release.sh " + shared.toRealPath().resolve("program"),
            "bash deploy/app/swap.sh ask",
            "bash deploy/app/swap.sh");
  }

  @Test
  void whatTheScriptCallsByNameIsThere() throws Exception {
    run("release", "shop", "--yes");
    run("rollback", "shop", "--yes");
    run("destroy", "shop", "--confirm", "shop");
    List<String> scripts =
        tools.lines().stream()
            .filter(line -> line.startsWith("bash "))
            .map(line -> line.split(" ", -1)[1])
            .distinct()
            .toList();
    assertThat(scripts).hasSize(4);
    for (String script : scripts) {
      assertThat(shared.resolve("out/shop").resolve(script)).isExecutable();
    }
  }

  @Test
  void aFailureSaysHowToGoOn() throws Exception {
    tools.when("bash deploy/app/release.sh *", "echo 'these are not committed' >&2; exit 1");
    Ran ran = run("release", "shop", "--yes");
    assertThat(ran.code()).isEqualTo(6);
    assertThat(ran.out()).contains("bash | these are not committed");
    assertThat(ran.err()).contains("nothing was changed", "blueprint release ");
  }

  @Test
  void rollbackGoesToTheVersionBeforeOrToTheOneThatIsNamed() throws Exception {
    assertThat(run("rollback", "shop", "--yes").code()).isZero();
    assertThat(run("rollback", "shop", "--yes", "--to", "app-1").code()).isZero();
    assertThat(tools.lines())
        .containsSubsequence("bash deploy/app/rollback.sh", "bash deploy/app/rollback.sh app-1");
  }

  @Test
  void ofSeveralProgramsOneGoesBack() throws Exception {
    Ran ran = run("rollback", "two", "--yes");
    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err()).contains("two has several programs", "`--tier`: api, app");
    assertThat(run("rollback", "two", "--yes", "--tier", "web").err())
        .contains("`web` is no tier `beanstalk` of two", "there is api, app");
    assertThat(run("rollback", "two", "--yes", "--tier", "api").code()).isZero();
    assertThat(tools.lines())
        .contains("bash deploy/api/rollback.sh")
        .noneMatch(line -> line.contains("deploy/app/"));
  }

  @Test
  void whereNobodyCanBeAskedNothingGoesBackWithoutYes() throws Exception {
    Ran ran = run("rollback", "shop");
    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err()).contains("roll back shop", "`--yes`");
    assertThat(tools.lines()).isEmpty();
  }

  @Test
  void statusSaysWhatRunsAndWhatIsCommitted() throws Exception {
    tools
        .when("git -C * rev-parse *", "echo 0123456789ab")
        .when(
            "aws elasticbeanstalk describe-environments *json*",
            "echo '{\"Environments\": [{\"EnvironmentName\": \"shop-app-blue\", \"CNAME\":"
                + " \"shop-app.eu-west-1.elasticbeanstalk.com\", \"Status\": \"Ready\","
                + " \"HealthStatus\": \"Ok\", \"VersionLabel\": \"app-0123456789ab-00000000\"}]}'")
        .when("aws elasticbeanstalk *Environments??.EnvironmentName*", "echo shop-app-blue")
        .when("aws s3api list-objects-v2 *", "echo releases/app")
        .when("aws s3 cp *", "echo 2026-11-21T10:00:00Z failed app-1");
    Ran ran = run("status", "shop");
    assertThat(ran.out())
        .contains("program   app: app-0123456789ab-00000000, which is what is committed")
        .contains("shop-app-blue, Ready, Ok", "app-1 failed, 2026-11-21T10:00:00Z");
    assertThat(ran.code()).as(ran.err()).isEqualTo(2);
    assertThat(tools.lines())
        .anyMatch(
            line ->
                line.startsWith("aws s3 cp ")
                    && line.endsWith("s3://shop-app-eb-123456789012-eu-west-1/releases/app -"));
    assertThat(run("status", "shop", "--format=json").out())
        .contains("\"programs\"", "\"committed\": \"0123456789ab\"", "\"state\": \"failed\"");
  }

  @Test
  void destroySaysWhatStaysInTheRepository() throws Exception {
    Ran ran = run("destroy", "shop", "--confirm", "shop");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("stays: ", "log groups under `/aws/elasticbeanstalk/shop-app-blue/`")
        .contains("what was copied from `beanstalk` into the repository of `app`")
        .contains("`.elasticbeanstalk`");
    assertThat(tools.lines()).contains("bash deploy/app/clear.sh");
  }

  private Ran run(String command, String name, String... more)
      throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of(
                java(), "-Dblueprint.pause.millis=1", "-cp", classPath(), "blueprint.cli.Main"));
    line.addAll(List.of(command, shared.resolve(name + ".yaml").toString()));
    line.addAll(List.of("-o", shared.resolve("out").toString()));
    line.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().clear();
    builder.environment().putAll(variables);
    Path out = scratch.resolve("stdout");
    Path err = scratch.resolve("stderr");
    Process process =
        builder
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static String node() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .filter(folder -> Files.isExecutable(Path.of(folder, "node")))
        .collect(Collectors.joining(":"));
  }
}
