package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class ShipLogsNativeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A journalctl that follows a file. */
  private static final String JOURNALCTL =
      """
      #!%s
      import json, pathlib, sys, time
      with open("journalctl.txt", "a") as record:
          print(*sys.argv[1:], file=record)
      option = "--after-cursor="
      after = next((a[len(option):] for a in sys.argv if a.startswith(option)), None)
      with open("journal.txt") as journal:
          while True:
              line = journal.readline()
              if not line:
                  time.sleep(0.05)
              elif after is None:
                  print(line, end="", flush=True)
              elif json.loads(line)["__CURSOR"] == after:
                  after = None
      """;

  @TempDir Path work;
  private MotoServer aws;
  private MachinePrograms machine;
  private Path journal;
  private int lines;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    aws = LocalAws.empty();
    logs("CreateLogGroup", "{\"logGroupName\": \"/sentry\"}");
    machine =
        MachinePrograms.ofSentry(aws, work)
            .with("ship-logs", "\nLINGER = 5", "\nLINGER = 0.5")
            .with("machine.py", "\"/var/lib/cloud/data/instance-id\"", "\"instance-id\"");
    machine.command("journalctl", JOURNALCTL.formatted(machine.python()));
    machine.values(
        """
        {"region": "eu-west-1", "roles": ["application", "worker"], "logs": {"group": "/sentry"}}
        """);
    Files.writeString(work.resolve("instance-id"), "i-0123\n");
    journal = Files.createFile(work.resolve("journal.txt"));
  }

  @Test
  void everyUnitHasItsOwnStream() throws Exception {
    line("_SYSTEMD_UNIT", "sentry-application.service", "MESSAGE", "one");
    line("_SYSTEMD_UNIT", "sentry-application.service", "MESSAGE", List.of(104, 105, 255));
    line("_SYSTEMD_UNIT", "sentry-worker.service", "MESSAGE", "x".repeat(600_000));
    for (int i = 0; i < 1500; i++) {
      line("_SYSTEMD_UNIT", "sentry-worker.service", "MESSAGE", i + "é".repeat(400));
    }
    line("_SYSTEMD_UNIT", "init.scope", "UNIT", "sentry-application.service", "MESSAGE", "Started");

    try (RunningProgram shipping = machine.start(Map.of(), "ship-logs")) {
      shipping.until(() -> cursor().equals("c" + lines));
      line("_SYSTEMD_UNIT", "sentry-application.service", "MESSAGE", "the last one");
      Thread.sleep(300);
      assertThat(shipping.terminate().exit()).as("what was read is delivered").isZero();
    }

    assertThat(messages("application"))
        .containsExactly("one", "hi\ufffd", "Started", "the last one");
    List<String> worker = messages("worker");
    assertThat(worker).hasSize(1501).contains("1499" + "é".repeat(400));
    assertThat(worker.get(0)).isEqualTo("x".repeat(250_000));
    assertThat(work.resolve("journalctl.txt"))
        .content()
        .contains("--unit=sentry-worker.service", "--unit=sentry-logs.service")
        .doesNotContain("--after-cursor");
  }

  @Test
  void afterACrashItGoesOnWhereItWas() throws Exception {
    line("_SYSTEMD_UNIT", "sentry-worker.service", "MESSAGE", "delivered");
    try (RunningProgram first = machine.start(Map.of(), "ship-logs")) {
      first.until(() -> cursor().equals("c1"));
    }
    line("_SYSTEMD_UNIT", "sentry-worker.service", "MESSAGE", "while it was away");
    Map<String, String> unreachable = MachinePrograms.unreachable();
    try (RunningProgram second = machine.start(unreachable, "ship-logs")) {
      second.until(() -> second.output().contains("1 lines wait, next try in"));
    }
    line("_SYSTEMD_UNIT", "sentry-worker.service", "MESSAGE", "afterwards");
    try (RunningProgram third = machine.start(Map.of(), "ship-logs")) {
      third.until(() -> cursor().equals("c3"));
    }

    assertThat(messages("worker")).containsExactly("delivered", "while it was away", "afterwards");
  }

  private void line(Object... fields) throws IOException {
    lines++;
    Map<Object, Object> entry = new LinkedHashMap<>();
    entry.put("__CURSOR", "c" + lines);
    entry.put("__REALTIME_TIMESTAMP", Long.toString(System.currentTimeMillis() * 1000 + lines));
    for (int i = 0; i < fields.length; i += 2) {
      entry.put(fields[i], fields[i + 1]);
    }
    Files.writeString(journal, JSON.writeValueAsString(entry) + "\n", StandardOpenOption.APPEND);
  }

  private String cursor() throws IOException {
    Path cursor = work.resolve("cursor");
    return Files.exists(cursor) ? Files.readString(cursor) : "";
  }

  private List<String> messages(String service) throws IOException, InterruptedException {
    List<String> messages = new ArrayList<>();
    String token = "";
    while (true) {
      String request =
          "{\"logGroupName\": \"/sentry\", \"startFromHead\": true,"
              + " \"logStreamName\": \"i-0123/sentry-%s\"%s}";
      String more = token.isEmpty() ? "" : ", \"nextToken\": \"" + token + "\"";
      JsonNode page = JSON.readTree(logs("GetLogEvents", request.formatted(service, more)));
      page.get("events").forEach(event -> messages.add(event.get("message").textValue()));
      if (page.get("nextForwardToken").textValue().equals(token)) {
        return messages;
      }
      token = page.get("nextForwardToken").textValue();
    }
  }

  private String logs(String action, String request) throws IOException, InterruptedException {
    return aws.json("logs", "eu-west-1", "Logs_20140328." + action, request);
  }
}
