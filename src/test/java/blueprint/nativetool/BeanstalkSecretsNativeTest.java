package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets on their way from AWS to a program on a machine of Elastic Beanstalk. */
@Tag("native")
class BeanstalkSecretsNativeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CANARY = "p\"4\\$/ä`id`-canary";

  @TempDir Path work;
  private StoredSecrets secrets;
  private String arn;
  private Path source;
  private BeanstalkMachine machine;
  private final Map<String, String> aws = new TreeMap<>();

  @BeforeEach
  void prepare() throws Exception {
    Path command = NativeTools.require("aws", "moto_server", "django", "nginx");
    MotoServer server = LocalAws.empty();
    secrets = new StoredSecrets(server);
    arn = secrets.create("database", JSON.writeValueAsString(Map.of("password", CANARY)));
    source = Bundle.repository(Files.createDirectory(work.resolve("source")), Map.of());
    machine = BeanstalkMachine.start(work);
    machine.run("ln", "-s", command, "/usr/bin/aws").succeeded();
    aws.put("AWS_ENDPOINT_URL", server.address().toString());
    aws.put("AWS_ACCESS_KEY_ID", "test");
    aws.put("AWS_SECRET_ACCESS_KEY", "test");
    aws.put("NO_PROXY", "127.0.0.1");
    for (Map.Entry<String, String> variable : aws.entrySet()) {
      machine.with(variable.getKey(), variable.getValue());
    }
    machine
        .with("SECRET_KEY", "only for tests")
        .with("ALLOWED_HOSTS", "shop.example.com")
        .with("DATABASE", "/mnt/work/database/shop.sqlite")
        .with("LOG_FILE", "/var/log/app/app.log")
        .with("DB_ADDRESS", "db.internal")
        .with("DB_PASSWORD_ARN", arn);
  }

  @AfterEach
  void close() {
    if (machine != null) {
      machine.close();
    }
  }

  @Test
  void theProgramAndTheCommandsOfADeployHaveThemAndNobodyElse() throws Exception {
    Bundle.plant(
        source.resolve(".platform/hooks/predeploy/10_commands"),
        "'python manage.py collectstatic --noinput'",
        "'python manage.py collectstatic --noinput; printf %s \"$DATABASE_URL\" >/mnt/work/seen'");
    ToolRun run = machine.deploy(source, true).succeeded();

    String url = "mysql://shop:" + CANARY + "@db.internal/shop";
    assertThat(machine.get("/database-url", "Host: shop.example.com").text()).isEqualTo(url);
    assertThat(Files.readString(work.resolve("seen"))).isEqualTo(url);
    assertThat(run.out() + run.err()).doesNotContain("canary");
    assertThat(machine.run("stat", "-c", "%U:%G %a", "/run/shop-app/environment").out())
        .isEqualTo("root:root 600\n");
    assertThat(machine.run("bash", "-lc", "printf %s \"$DATABASE_URL\"").out()).isEqualTo(url);
    assertThat(machine.run("grep", "-rl", "canary", "/var/app", "/etc/shop-app", "/var/log").out())
        .isEmpty();
    assertThat(machine.read("/opt/stand-in/systemctl.txt"))
        .isEqualTo(
            """
            daemon-reload
            restart shop-app-secrets.service
            --no-block try-restart web.service
            enable --now shop-app-secrets.timer
            """);
  }

  @Test
  void theProgramStartsAgainWhenASecretHasChangedAndOnlyThen() throws Exception {
    machine.deploy(source, true).succeeded();
    machine.run("rm", "/opt/stand-in/systemctl.txt").succeeded();

    assertThat(fetch().succeeded().err()).isEmpty();
    assertThat(machine.run("test", "-e", "/opt/stand-in/systemctl.txt").exit()).isEqualTo(1);

    secrets.change(arn, "{\"password\": \"second\"}");
    fetch().succeeded();
    assertThat(machine.read("/run/shop-app/environment")).contains("shop:second@");
    assertThat(machine.read("/opt/stand-in/systemctl.txt"))
        .isEqualTo("--no-block try-restart web.service\n");

    secrets.change(arn, "{\"other\": \"canary\"}");
    ToolRun lacking = fetch();
    assertThat(lacking.exit()).isEqualTo(1);
    assertThat(lacking.err()).contains("missing").doesNotContain("canary");
    aws.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    ToolRun away = fetch();
    assertThat(away.exit()).isEqualTo(1);
    assertThat(away.err()).contains("get-secret-value");
    assertThat(machine.read("/run/shop-app/environment")).contains("shop:second@");
    assertThat(machine.read("/opt/stand-in/systemctl.txt")).hasLineCount(1);
  }

  @Test
  void aVersionWithoutItsSecretsIsNotDeployed() throws Exception {
    machine.with("DB_PASSWORD_ARN", arn.replace("database", "nowhere"));
    ToolRun run = machine.deploy(source, true);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("hooks prebuild 20_secrets failed");
    assertThat(run.err()).contains("ResourceNotFoundException");
    assertThat(machine.run("test", "-e", "/var/app/current").exit()).isEqualTo(1);
  }

  private ToolRun fetch() throws Exception {
    List<Object> words = new ArrayList<>(List.of("env", "AWS_MAX_ATTEMPTS=1"));
    aws.forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(List.of("/usr/bin/python3", "/usr/local/lib/shop-app/secrets"));
    return machine.run(words.toArray());
  }
}
