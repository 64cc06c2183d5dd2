package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine's word on itself, with a server in the place of both CloudFormation and its service.
 */
@Tag("native")
class ReportNativeTest {
  private static final String ACTIVE = "ActiveState=active\nInvocationID=one\n";
  private static final String STARTING = "ActiveState=activating\nInvocationID=two\n";

  /** Seconds: enough for a slow machine that is well, and for one that does not become well. */
  private static final int LONG = 60;

  private static final int SHORT = 2;

  @TempDir Path work;
  private final List<String> signals = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private volatile int health = 204;
  private HttpServer server;
  private MachinePrograms machine;
  private Path instance;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::signalled);
    server.createContext("/healthy/", this::asked);
    server.start();
    instance = Files.writeString(work.resolve("instance-id"), "i-0123456789abcdef0\n");
    machine =
        new MachinePrograms(LocalAws.empty(), MachineOutput.imageFiles("reporting", "web"), work)
            .with("machine.py", "/var/lib/cloud/data/instance-id", instance)
            .with("report", "169.254.169.254", "127.0.0.1")
            .with("report", "LOOK = 5", "LOOK = 0.1")
            .with("report", "STEADY = 15", "STEADY = 0.5");
    services(ACTIVE, ACTIVE);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aMachineThatIsWellSaysSoOnceHoweverOftenItBoots() throws IOException, InterruptedException {
    ToolRun run = report("200-299");

    assertThat(signals)
        .containsExactly(
            "Action=SignalResource&Version=2010-05-15&StackName=the-stack"
                + "&LogicalResourceId=AppAutoScalingGroup&UniqueId=i-0123456789abcdef0"
                + "&Status=SUCCESS");
    assertThat(run.err()).contains("said SUCCESS to the-stack");

    assertThat(report("200-299").err()).isEmpty();
    assertThat(signals).hasSize(1);
  }

  @Test
  void anImageThatWasMadeFromSuchAMachineKeepsNoOneSilent()
      throws IOException, InterruptedException {
    report("204");
    Files.writeString(instance, "i-0fedcba9876543210\n");
    report("204");

    assertThat(signals).hasSize(2);
    assertThat(signals.get(1)).contains("i-0fedcba9876543210");
  }

  @Test
  void servicesThatDoNotRunAreAFailure() throws IOException, InterruptedException {
    services(ACTIVE, STARTING);

    assertThat(inVain("200-299").err()).containsOnlyOnce("not well yet: not all services run");
    assertThat(signals).singleElement().asString().endsWith("Status=FAILURE");
  }

  @Test
  void aServiceThatEndsAndStartsAgainIsAFailure() throws IOException, InterruptedException {
    machine.command(
        "systemctl",
        "#!/bin/sh\nprintf 'ActiveState=active\\nInvocationID=%s\\n\\n' one \"$(date +%N)\"\n");

    inVain("200-299");
    assertThat(signals).singleElement().asString().endsWith("Status=FAILURE");
  }

  @Test
  void anotherStatusIsAFailureAndARedirectIsNotFollowed() throws IOException, InterruptedException {
    health = 302;

    assertThat(inVain("200,204").err()).contains("not well yet: /healthy/ answers 302");
    assertThat(signals).singleElement().asString().endsWith("Status=FAILURE");
  }

  @Test
  void aServiceThatDoesNotListenIsAFailure() throws IOException, InterruptedException {
    values("200", 1, SHORT);

    assertThat(machine.run(endpoint(), "report").succeeded().err())
        .contains("not well yet: port 1 does not answer");
    assertThat(signals).singleElement().asString().endsWith("Status=FAILURE");
  }

  @Test
  void aMachineThatIsWellLateIsWell() throws Exception {
    services(STARTING, STARTING);
    values("204", server.getAddress().getPort(), LONG);

    try (RunningProgram program = machine.start(endpoint(), "report")) {
      program.until(() -> program.output().contains("not all services run"));
      services(ACTIVE, ACTIVE);
      assertThat(program.exit()).isZero();
    }
    assertThat(signals).singleElement().asString().endsWith("Status=SUCCESS");
  }

  @Test
  void aRefusalIsTriedAgain() throws IOException, InterruptedException {
    refusals.addAll(List.of("AccessDenied", "ExpiredToken"));

    assertThat(report("204").err())
        .contains("could not say SUCCESS, next try in 1 s")
        .contains("could not say SUCCESS, next try in 2 s")
        .contains("said SUCCESS");
    assertThat(signals).hasSize(3);
  }

  @Test
  void aStackThatNoLongerWaitsIsToldNothingMore() throws IOException, InterruptedException {
    refusals.add("ValidationError");

    assertThat(report("204").err()).contains("nobody waits for SUCCESS");
    assertThat(signals).hasSize(1);
    assertThat(report("204").err()).isEmpty();
    assertThat(signals).hasSize(1);
  }

  private ToolRun report(String status) throws IOException, InterruptedException {
    return report(status, LONG);
  }

  /** The same for a machine that does not become well. */
  private ToolRun inVain(String status) throws IOException, InterruptedException {
    return report(status, SHORT);
  }

  private ToolRun report(String status, int patience) throws IOException, InterruptedException {
    values(status, server.getAddress().getPort(), patience);
    return machine.run(endpoint(), "report").succeeded();
  }

  /** The patience of a machine counts from its start, not from the program's. */
  private void values(String status, int port, int seconds) throws IOException {
    String uptime = Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0];
    machine.values(
        """
        {"region": "eu-west-1", "roles": ["site", "work"], "signal": {
          "stack": "the-stack", "resource": "AppAutoScalingGroup",
          "checks": [{"port": %d, "path": "/healthy/", "status": "%s"}], "timeout": %s}}
        """
            .formatted(port, status, Double.parseDouble(uptime) + seconds));
  }

  private void services(String site, String work) throws IOException {
    machine.command("systemctl", "#!/bin/sh\ncat <<'END'\n" + site + "\n" + work + "END\n");
  }

  private Map<String, String> endpoint() {
    return Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void asked(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", "/nowhere");
    exchange.sendResponseHeaders(health, -1);
    exchange.close();
  }

  private void signalled(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    signals.add(URLDecoder.decode(body, StandardCharsets.UTF_8));
    boolean refused = !refusals.isEmpty();
    String answer =
        refused
            ? "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>no</Message></Error>"
                    .formatted(refusals.remove(0))
                + "<RequestId>1</RequestId></ErrorResponse>"
            : "<SignalResourceResponse><ResponseMetadata><RequestId>1</RequestId>"
                + "</ResponseMetadata></SignalResourceResponse>";
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(refused ? 400 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
