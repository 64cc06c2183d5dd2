package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small Django program on a machine of Elastic Beanstalk, with what was generated for it. */
@Tag("native")
class BeanstalkMachineNativeTest {
  private static final String SHOP = "Host: shop.example.com";
  private static final String COMPRESSED = "Accept-Encoding: gzip";

  /** Without secrets that need an AWS; those have a test of their own. */
  private static final Map<String, String> PLAIN =
      Map.of(
          "DATABASE_URL: \"mysql://${db.user}:${db.password}@${db.host}/${db.name}\"", "PLAIN: x");

  @TempDir Path work;
  private Path source;
  private BeanstalkMachine machine;

  @BeforeEach
  void prepare() throws Exception {
    source = Bundle.repository(Files.createDirectory(work.resolve("source")), PLAIN);
    machine = machine();
  }

  @AfterEach
  void close() {
    machine.close();
  }

  @Test
  void aVersionServesItsPagesAndTheFilesThatItHasCollected() throws Exception {
    ToolRun run = machine.deploy(source, true).succeeded();

    assertThat(run.out()).contains("instance deployment completed");
    assertThat(machine.get("/", SHOP).text()).startsWith("version 1: 0 ");
    assertThat(machine.get("/static/shop.css", SHOP).text()).startsWith("body { color: #222; }");
    assertThat(machine.get("/", SHOP).head()).doesNotContain("nginx/");
  }

  @Test
  void textIsCompressedForThoseWhoCanReadIt() throws Exception {
    machine.deploy(source, true).succeeded();

    for (String path : new String[] {"/", "/static/shop.css"}) {
      BeanstalkMachine.Answer plain = machine.get(path, SHOP);
      BeanstalkMachine.Answer small = machine.get(path, SHOP, COMPRESSED);
      assertThat(small.head()).as(path).contains("Content-Encoding: gzip", "Vary: Accept-Encoding");
      assertThat(small.body().length).isLessThan(plain.body().length / 4);
      assertThat(plain.head()).doesNotContain("Content-Encoding");
    }
    assertThat(machine.get("/health", COMPRESSED).head()).doesNotContain("Content-Encoding");
  }

  /** What the platform's own configuration says, and what a file in conf.d could not change. */
  @Test
  void withoutOurConfigurationNothingIsCompressed() throws Exception {
    Files.delete(source.resolve(".platform/nginx/nginx.conf"));
    Files.writeString(source.resolve(".platform/nginx/conf.d/gzip.conf"), "gzip on;\n");
    machine.deploy(source, true).succeeded();

    assertThat(machine.get("/", SHOP, COMPRESSED).head()).doesNotContain("Content-Encoding");
  }

  /** Nor could one beside the server's own: nginx takes the word once. */
  @Test
  void whatNginxRefusesIsNotDeployed() throws Exception {
    Files.delete(source.resolve(".platform/nginx/nginx.conf"));
    Files.writeString(
        source.resolve(".platform/nginx/conf.d/elasticbeanstalk/gzip.conf"), "gzip on;\n");
    ToolRun run = machine.deploy(source, true);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("\"gzip\" directive is duplicate");
    assertThat(machine.run("test", "-e", "/var/app/current").exit()).isEqualTo(1);
  }

  @Test
  void theHealthCheckIsAnsweredWhateverHostItAsksFor() throws Exception {
    machine.with("HTTPS_ONLY", "yes").deploy(source, true).succeeded();

    assertThat(machine.get("/health").status()).isEqualTo(200);
    assertThat(machine.get("/health", "Host: 10.0.3.17").status()).isEqualTo(200);
    assertThat(machine.get("/", "Host: 10.0.3.17").status()).isEqualTo(400);
    assertThat(machine.get("/", SHOP).head()).contains("301", "https://shop.example.com/");
    assertThat(machine.get("/host", SHOP, "X-Forwarded-Proto: https").text())
        .isEqualTo("{\"host\": \"shop.example.com\", \"secure\": true}");
  }

  @Test
  void withoutItsFileTheHealthCheckWouldBeRefused() throws Exception {
    Files.delete(source.resolve(".platform/nginx/conf.d/elasticbeanstalk/health.conf"));
    machine.deploy(source, true).succeeded();

    assertThat(machine.get("/health").status()).isEqualTo(400);
  }

  @Test
  void wherePageAndCheckAreOneVisitorsKeepTheirHost() throws Exception {
    Path other = Files.createDirectory(work.resolve("other"));
    Bundle.repository(other, Map.of(PLAIN.keySet().iterator().next(), "PLAIN: x", "/health", "/"));
    machine.deploy(other, true).succeeded();
    String checker = "User-Agent: ELB-HealthChecker/2.0";

    assertThat(machine.get("/", checker).status()).isEqualTo(200);
    assertThat(machine.get("/").status()).isEqualTo(400);
    assertThat(machine.get("/", SHOP).status()).isEqualTo(200);
    machine.with("MAINTENANCE", "on").deployConfiguration(other).succeeded();
    assertThat(machine.get("/", SHOP).status()).isEqualTo(503);
    assertThat(machine.get("/", checker).status()).isEqualTo(200);
  }

  @Test
  void maintenanceBeginsAndEndsWithoutAVersion() throws Exception {
    machine.deploy(source, true).succeeded();
    machine.with("MAINTENANCE", "on").deployConfiguration(source).succeeded();

    for (String path : new String[] {"/", "/static/shop.css", "/nowhere"}) {
      BeanstalkMachine.Answer answer = machine.get(path, SHOP);
      assertThat(answer.status()).as(path).isEqualTo(503);
      assertThat(answer.head()).contains("Retry-After: 300", "text/html");
      assertThat(answer.text()).contains("<h1>Back soon</h1>");
    }
    assertThat(machine.get("/health").text()).contains("well");

    machine.with("MAINTENANCE", "off").deployConfiguration(source).succeeded();
    assertThat(machine.get("/", SHOP).status()).isEqualTo(200);
    assertThat(machine.get("/.maintenance", SHOP).status()).isEqualTo(404);
  }

  @Test
  void whatIsSentDuringMaintenanceIsAnsweredAlikeAndCountsAsNoFailure() throws Exception {
    machine.with("MAINTENANCE", "on").deploy(source, true).succeeded();

    BeanstalkMachine.Answer answer = machine.send("POST", "/order", SHOP);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.head()).contains("Retry-After: 300");
    assertThat(answer.text()).contains("<h1>Back soon</h1>");
    assertThat(machine.get("/", SHOP).status()).isEqualTo(503);
    assertThat(machine.get("/health").status()).isEqualTo(200);
    assertThat(machine.read("/var/log/nginx/access.log")).contains("\"POST /order HTTP/1.1\" 503");
    assertThat(machine.run("sh", "-c", "cat /var/log/nginx/healthd/*").succeeded().out())
        .contains("\"/health\"200\"")
        .doesNotContain("\"503\"");
  }

  /** Elastic Beanstalk unpacks the version anew, and runs no container commands. */
  @Test
  void anotherConfigurationLosesNoCollectedFiles() throws Exception {
    machine.deploy(source, true).succeeded();
    machine.with("PROGRAM", "1b").deployConfiguration(source).succeeded();

    assertThat(machine.get("/", SHOP).text()).startsWith("version 1b: 0 ");
    assertThat(machine.get("/static/shop.css", SHOP).status()).isEqualTo(200);

    Files.delete(source.resolve(".platform/confighooks/predeploy/10_commands"));
    machine.deployConfiguration(source).succeeded();
    assertThat(machine.get("/static/shop.css", SHOP).status()).isEqualTo(404);
  }

  @Test
  void oneOfTwoMachinesMigratesForBoth() throws Exception {
    machine.deploy(source, true).succeeded();
    try (BeanstalkMachine second = machine()) {
      second.deploy(source, false).succeeded();

      assertThat(second.get("/", SHOP).text()).startsWith("version 1: 0 ");
      assertThat(second.get("/static/shop.css", SHOP).status()).isEqualTo(200);
    }
    assertThat(work.resolve("migrations")).hasContent("migrated");
  }

  @Test
  void aMigrationThatFailsStopsTheDeployAndTheVersionBeforeGoesOn() throws Exception {
    machine.deploy(source, true).succeeded();
    Path next = work.resolve("next");
    ToolRun.of("cp", "-R", source, next).succeeded();
    Files.writeString(
        next.resolve("testapp/migrations/0002_bad.py"),
        """
        from django.db import migrations


        def fail(apps, schema_editor):
            raise RuntimeError("no such column")


        class Migration(migrations.Migration):
            dependencies = [("testapp", "0001_initial")]
            operations = [migrations.RunPython(fail)]
        """);
    ToolRun run = machine.deploy(next, true);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("no such column");
    assertThat(run.out()).contains("container command once_01 failed").doesNotContain("predeploy");
    assertThat(work.resolve("migrations")).hasContent("migrated");
    assertThat(machine.run("ls", "/var/app/current/testapp/migrations").out())
        .doesNotContain("0002");
    assertThat(machine.get("/", SHOP).status()).isEqualTo(200);
  }

  @Test
  void aCommandOfEachMachineStopsTheDeployToo() throws Exception {
    Bundle.plant(
        source.resolve(".platform/hooks/predeploy/10_commands"), "collectstatic", "collectnothing");
    ToolRun run = machine.deploy(source, true);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("hooks predeploy 10_commands failed");
    assertThat(machine.run("test", "-e", "/var/app/current").exit()).isEqualTo(1);
  }

  /** The log is begun by a command of the deploy, as root: the program goes on with it. */
  @Test
  void theProgramWritesToTheLogThatADeployHasBegun() throws Exception {
    machine.deploy(source, true).succeeded();
    assertThat(machine.get("/", SHOP).status()).isEqualTo(200);

    assertThat(machine.read("/var/log/app/app.log")).contains("somebody came");
    String modes =
        machine.run("stat", "-c", "%U:%G %a", "/var/log/app", "/var/log/app/app.log").out();
    assertThat(modes).isEqualTo("webapp:webapp 2775\nroot:webapp 664\n");
    assertThat(machine.read("/opt/elasticbeanstalk/tasks/taillogs.d/shop-app.conf"))
        .isEqualTo("/var/log/app/*.log\n");
    machine.run("logrotate", "--force", "/etc/logrotate.d/shop-app").succeeded();
    assertThat(machine.run("ls", "/var/log/app").out()).contains("app.log", "app.log.1.gz");
    assertThat(machine.get("/", SHOP).status()).isEqualTo(200);
    assertThat(machine.read("/var/log/app/app.log")).contains("somebody came");
  }

  /** The failure of the seed: without the mask, the file is root's alone, and nothing starts. */
  @Test
  void withoutTheMaskTheProgramCouldNotWriteIt() throws Exception {
    Bundle.plant(source.resolve(".platform/in-program"), "umask 0002", "umask 0022");

    machine.deploy(source, true).succeeded();

    assertThat(machine.lastWords()).contains("PermissionError", "/var/log/app/app.log");
    assertThat(machine.get("/", SHOP).status()).isEqualTo(502);
  }

  @Test
  void theAgentSendsMetricsUnderTheNameOfTheEnvironment() throws Exception {
    machine.deploy(source, true).succeeded();

    String config = machine.read("/opt/aws/amazon-cloudwatch-agent/etc/shop-app.json");
    assertThat(config)
        .contains(
            "\"EnvironmentName\": \"shop-app-blue\"", "mem_used_percent", "/var/log/app/*.log")
        .doesNotContain("{environment_name}");
    assertThat(machine.read("/opt/stand-in/agent.txt"))
        .isEqualTo(
            "-a append-config -m ec2 -s -c"
                + " file:/opt/aws/amazon-cloudwatch-agent/etc/shop-app.json\n");
  }

  @Test
  void aShellOfRootHasTheEnvironmentAndThatOfOthersHasNot() throws Exception {
    String value = "it's $HOME; `id` \"x\"\nand more";
    machine.with("ODD", value).deploy(source, true).succeeded();

    assertThat(machine.run("bash", "-lc", "printf %s \"$ODD\"").succeeded().out()).isEqualTo(value);
    ToolRun other =
        machine.run("runuser", "-u", "webapp", "--", "bash", "-lc", "printf %s \"${ODD-none}\"");
    assertThat(other.succeeded().out()).isEqualTo("none");
  }

  private BeanstalkMachine machine() throws Exception {
    return BeanstalkMachine.start(work)
        .with("SECRET_KEY", "only for tests")
        .with("ALLOWED_HOSTS", "shop.example.com")
        .with("DJANGO_SETTINGS_MODULE", "testapp.settings")
        .with("DATABASE", "/mnt/work/database/shop.sqlite")
        .with("LOG_FILE", "/var/log/app/app.log")
        .with("MAINTENANCE", "off");
  }
}
