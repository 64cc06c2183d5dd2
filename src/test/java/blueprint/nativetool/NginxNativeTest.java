package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.compile.HostilePayloads;
import blueprint.text.AwkwardStrings;
import blueprint.text.Nginx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is quoted for nginx, as nginx itself reads it. */
@Tag("native")
class NginxNativeTest {

  @TempDir Path scratch;

  @Test
  void nginxAnswersEveryTextAsItWas() throws Exception {
    Path nginx = NativeTools.require("nginx", "curl");
    List<String> texts =
        Stream.concat(AwkwardStrings.someLines(300).stream(), HostilePayloads.all().stream())
            .filter(NginxNativeTest::isWritable)
            .toList();
    assertThat(texts).hasSizeGreaterThan(200);
    int port = freePort();
    StringBuilder locations = new StringBuilder();
    StringBuilder questions = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      locations.append("location = /%d { return 200 ".formatted(i));
      locations.append(Nginx.quote(texts.get(i)).text()).append("; }\n");
      questions.append("url = \"http://127.0.0.1:%d/%d\"\n".formatted(port, i));
      questions.append("output = \"%s/%d\"\n".formatted(scratch, i));
    }
    Path configuration =
        Files.writeString(
            scratch.resolve("nginx.conf"),
            """
            daemon off;
            pid %1$s/pid;
            error_log stderr;
            events {}
            http {
            access_log off;
            server {
            listen 127.0.0.1:%2$d;
            %3$s}
            }
            """
                .formatted(scratch, port, locations));
    Files.writeString(scratch.resolve("questions"), questions);

    try (RunningProgram server =
        RunningProgram.start(
            scratch,
            Map.of(),
            List.of(nginx.toString(), "-e", "stderr", "-c", configuration.toString()))) {
      server.until(() -> Files.exists(scratch.resolve("pid")));
      ToolRun.of("curl", "-sS", "--noproxy", "*", "-K", scratch.resolve("questions")).succeeded();
    }
    for (int i = 0; i < texts.size(); i++) {
      assertThat(Files.readString(scratch.resolve(Integer.toString(i)))).isEqualTo(texts.get(i));
    }
  }

  /** As much as fits into what nginx reads at once, and nothing that its quoter refuses. */
  private static boolean isWritable(String text) {
    try {
      Nginx.quote(text);
      return !text.isEmpty() && text.length() < 1000;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
