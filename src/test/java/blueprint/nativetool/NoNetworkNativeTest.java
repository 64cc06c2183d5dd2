package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system calls of the whole program: what it starts, and that it never asks the network. */
@Tag("native")
class NoNetworkNativeTest {

  private static final String SENTRY =
      Path.of("blueprints/sentry.yaml").toAbsolutePath().toString();
  private static final Pattern STARTED = Pattern.compile("execve\\(\"([^\"]*)\".* = 0");

  @TempDir Path scratch;

  @Test
  void onlyJavaAndNodeRunAndNobodyIsCalled() throws IOException, InterruptedException {
    for (String command : List.of("generate", "check", "validate")) {
      List<Object> arguments = new ArrayList<>(List.of(command, SENTRY));
      if (!command.equals("validate")) {
        arguments.addAll(List.of("--output", scratch.resolve("out")));
      }

      String calls = traced(BuiltProgram.command(arguments.toArray()));

      assertThat(started(calls)).as(command).isSubsetOf("java", "jspawnhelper", "node");
      assertThat(internet(calls)).as(command).isEmpty();
      if (command.equals("generate")) {
        assertThat(started(calls)).contains("node");
      }
    }
    assertThat(scratch.resolve("out/sentry/README.md")).exists();
  }

  @Test
  void aCallWouldHaveBeenNoticed() throws IOException, InterruptedException {
    NativeTools.require("strace", "python3");
    String python =
        "import socket, subprocess; subprocess.run(['/bin/true']);"
            + " socket.socket().connect_ex(('127.0.0.1', 9))";

    String calls = traced(List.of("python3", "-c", python));

    assertThat(started(calls)).contains("true");
    assertThat(internet(calls)).isNotEmpty();
  }

  @Test
  void withoutANetworkTheFilesAreTheSame() throws IOException, InterruptedException {
    List<Object> alone = new ArrayList<>();
    alone.addAll(List.of(NativeTools.require("unshare"), "--map-root-user", "--net"));
    alone.addAll(BuiltProgram.command("generate", SENTRY, "--output", scratch.resolve("alone")));

    ToolRun run = ToolRun.in(scratch, Map.of(), Duration.ofMinutes(2), alone.toArray()).succeeded();
    assertThat(run.out() + run.err()).doesNotContainIgnoringCase("jsii").doesNotContain("Node");
    ToolRun.of(
            BuiltProgram.command("generate", SENTRY, "--output", scratch.resolve("out")).toArray())
        .succeeded();

    assertThat(BuiltProgram.files(scratch.resolve("alone")))
        .isEqualTo(BuiltProgram.files(scratch.resolve("out")));
  }

  private String traced(List<Object> command) throws IOException, InterruptedException {
    Path calls = scratch.resolve("calls");
    List<Object> traced = new ArrayList<>();
    traced.add(NativeTools.require("strace"));
    traced.addAll(List.of("-f", "-qq", "--seccomp-bpf", "-s", "256"));
    traced.addAll(List.of("-e", "trace=execve,%network", "-o", calls));
    traced.addAll(command);
    ToolRun.in(scratch, Map.of(), Duration.ofMinutes(3), traced.toArray()).succeeded();
    return Files.readString(calls);
  }

  private static Set<String> started(String calls) {
    Set<String> programs = new TreeSet<>();
    Matcher started = STARTED.matcher(calls);
    while (started.find()) {
      programs.add(Path.of(started.group(1)).getFileName().toString());
    }
    assertThat(programs).isNotEmpty();
    return programs;
  }

  /**
   * Any call that reaches out: a connection, a question to a server, a port that is listened on. (A
   * JVM that locks a file makes three sockets, to see which protocols there are, and closes them.)
   */
  private static List<String> internet(String calls) {
    return calls
        .lines()
        .filter(line -> line.matches(".*\\b(AF_INET6?|AF_PACKET|AF_NETLINK|sin6?_addr)\\b.*"))
        .filter(
            line -> !line.matches("\\d+ +socket\\(AF_INET6?, SOCK_STREAM, IPPROTO_IP\\) = \\d+"))
        .toList();
  }
}
