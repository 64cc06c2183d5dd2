package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a swarm's machine starts, and what it says to the stack that waits for it. */
@Tag("native")
class SwarmBootNativeTest {
  @TempDir Path work;
  private MachinePrograms machine;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    Path image = SwarmTemplates.programs(Files.createDirectory(work.resolve("image")));
    Path folder = Files.createDirectory(work.resolve("machine"));
    machine =
        new MachinePrograms(LocalAws.empty(), image, folder)
            .with("report", "169.254.169.254", "127.0.0.1")
            .with("report", "LOOK = 5", "LOOK = 0.1")
            .with("report", "STEADY = 15", "STEADY = 0.5");
  }

  @Test
  void aWorkerJoinsAManagerRenewsAndOneThatPullsPulls() throws IOException, InterruptedException {
    assertThat(started("")).endsWith("enable --now shop-logs.service shop-swarm.service");
    assertThat(started(", \"deploy\": {}"))
        .endsWith("enable --now shop-logs.service shop-swarm.service shop-renew.timer");
    assertThat(started(", \"deploy\": {\"pull\": {}}"))
        .endsWith(" shop-swarm.service shop-renew.timer shop-pull.timer");
  }

  @Test
  void aMachineThatHasNotJoinedIsAFailure() throws IOException, InterruptedException {
    assertThat(reported("activating")).endsWith("Status=FAILURE");
  }

  @Test
  void aMachineThatHasJoinedIsASuccess() throws IOException, InterruptedException {
    assertThat(reported("active")).endsWith("Status=SUCCESS");
  }

  private String started(String deploy) throws IOException, InterruptedException {
    Path told = machine.recordSystemctl();
    Files.deleteIfExists(told);
    machine.values("{\"region\": \"eu-west-1\", \"roles\": [], \"swarm\": {}" + deploy + "}");
    machine.run("start").succeeded();
    return Files.readString(told).strip();
  }

  /** What the stack hears of a machine whose unit is in a state. */
  private String reported(String state) throws IOException, InterruptedException {
    machine.command(
        "systemctl",
        "#!/bin/sh\n[ \"$*\" = 'show --property=ActiveState,InvocationID shop-swarm.service' ] &&"
            + " printf 'ActiveState=%s\\nInvocationID=one\\n' "
            + state
            + "\n");
    String uptime = Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0];
    machine.values(
        """
        {"region": "eu-west-1", "roles": [], "swarm": {}, "signal": {
          "stack": "shop", "resource": "Managers", "checks": [], "timeout": %s}}
        """
            .formatted(Double.parseDouble(uptime) + 3));
    List<String> heard = new CopyOnWriteArrayList<>();
    InetSocketAddress place = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(place, 0);
    server.createContext(
        "/",
        exchange -> {
          heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer = "<SignalResourceResponse/>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      machine.run(Map.of("AWS_ENDPOINT_URL", url), "report").succeeded();
    } finally {
      server.stop(0);
    }
    assertThat(heard).hasSize(1);
    return heard.get(0);
  }
}
