package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A machine of Elastic Beanstalk: this one, with another root laid over it, so that each path is
 * the real one. nginx, the program and the generated scripts are real; the platform's engine,
 * systemd and CloudWatch's agent are stood in for. Needs root.
 */
final class BeanstalkMachine implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path STAND_INS = Bundle.sources();

  private final Path root;
  private final Path work;
  private final Process holder;
  private final int port;
  private final int programPort;
  private final Map<String, String> environment = new TreeMap<>();
  private final List<RunningProgram> serving = new ArrayList<>();

  private BeanstalkMachine(Path root, Path work, Process holder, int port, int programPort) {
    this.root = root;
    this.work = work;
    this.holder = holder;
    this.port = port;
    this.programPort = programPort;
  }

  /**
   * Starts a machine on which nothing is deployed yet.
   *
   * @param work a folder that it shares with others, at {@code /mnt/work}
   */
  static BeanstalkMachine start(Path work) throws IOException, InterruptedException {
    Path venv =
        NativeTools.require(
            "django", "nginx", "unshare", "chroot", "nsenter", "moto_server", "logrotate");
    String user = ToolRun.of("id", "-u").succeeded().out().strip();
    NativeTools.require(user.equals("0"), "root", "another root can be laid over by root only");
    Path root = Files.createTempDirectory("beanstalk");
    int port = freePort();
    int programPort = freePort();
    List<String> command =
        List.of(
            "unshare",
            "--mount",
            "bash",
            STAND_INS.resolve("machine.sh").toString(),
            root.toString(),
            work.toString(),
            Integer.toString(port),
            Integer.toString(programPort),
            venv.getParent().getParent().toString(),
            STAND_INS.toString());
    Process holder =
        ToolRun.builder(command, Map.of())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .start();
    BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    assertThat(line).as("what the machine says").isEqualTo("ready");
    return new BeanstalkMachine(root, work, holder, port, programPort);
  }

  /** Sets a variable of the environment, as the engine does; the next deploy has it. */
  BeanstalkMachine with(String name, String value) throws IOException {
    environment.put(name, value);
    Path file =
        Files.writeString(root.resolve("environment.json"), JSON.writeValueAsString(environment));
    try {
      run(
              "sh",
              "-c",
              "cat >/opt/stand-in/environment.json <<'E'\n" + Files.readString(file) + "\nE")
          .succeeded();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return this;
  }

  /**
   * Deploys a version.
   *
   * @param source its files, in the folder that is shared
   * @param leader whether this is the machine that acts for all
   */
  ToolRun deploy(Path source, boolean leader) throws Exception {
    return deployed(leader ? List.of("app", "leader") : List.of("app"), source);
  }

  /** Deploys the same version with another configuration. */
  ToolRun deployConfiguration(Path source) throws Exception {
    return deployed(List.of("configuration"), source);
  }

  private ToolRun deployed(List<String> how, Path source) throws Exception {
    Path python = NativeTools.require("moto_server").resolveSibling("python3"); // it has PyYAML
    run("rm", "-rf", "/opt/stand-in/source").succeeded();
    run("cp", "-R", "/mnt/work/" + work.relativize(source), "/opt/stand-in/source").succeeded();
    List<Object> words = new ArrayList<>(List.of(python, "/opt/stand-in/deploy.py", how.get(0)));
    words.add("/opt/stand-in/source");
    words.addAll(how.subList(1, how.size()));
    ToolRun run = run(words.toArray());
    if (run.exit() == 0) {
      serve();
    }
    return run;
  }

  /** Starts the program and nginx, or starts them anew. */
  void serve() throws Exception {
    serving.forEach(RunningProgram::close);
    serving.clear();
    String program = run("cat", "/opt/stand-in/web").succeeded().out();
    serving.add(
        start(
            "runuser",
            "-u",
            "webapp",
            "--",
            "bash",
            "-c",
            "cd /var/app/current; PATH=$(echo /var/app/venv/*/bin):$PATH; exec " + program));
    RunningProgram nginx = start("nginx", "-g", "daemon off;");
    serving.add(nginx);
    nginx.until(() -> answers(port));
    serving.get(0).until(() -> answers(programPort));
  }

  /** What the program said, given that it ends. */
  String lastWords() throws IOException, InterruptedException {
    serving.get(0).exit();
    return serving.get(0).output();
  }

  /**
   * What nginx answers.
   *
   * @param head the status and the headers
   * @param body as it was sent
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, String head, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Asks nginx for a path, by its address unless a header names a host. */
  Answer get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, headers);
  }

  /** The same with another method. */
  Answer send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    Path head = Files.createTempFile("head", ".txt");
    Path body = Files.createTempFile("body", ".txt");
    List<Object> command = new ArrayList<>(List.of(NativeTools.require("curl"), "-sS", "--raw"));
    command.addAll(List.of("-X", method));
    command.addAll(List.of("-o", body, "-D", head, "--noproxy", "*", "--max-time", "20"));
    for (String header : headers) {
      command.addAll(List.of("-H", header));
    }
    command.add("http://127.0.0.1:" + port + path);
    ToolRun.of(command.toArray()).succeeded();
    String said = Files.readString(head);
    Answer answer =
        new Answer(Integer.parseInt(said.split(" ", -1)[1]), said, Files.readAllBytes(body));
    Files.delete(head);
    Files.delete(body);
    return answer;
  }

  /** Runs a command on the machine, with the environment of nobody in particular. */
  ToolRun run(Object... command) throws IOException, InterruptedException {
    List<Object> words = new ArrayList<>(inside());
    words.addAll(List.of(command));
    return ToolRun.in(Path.of("/"), Map.of(), Duration.ofMinutes(2), words.toArray());
  }

  /** What a file on the machine holds. */
  String read(String path) throws IOException, InterruptedException {
    return run("cat", path).succeeded().out();
  }

  /** The program runs with its environment, and with what the file over its unit names. */
  private RunningProgram start(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    inside().forEach(word -> words.add(word.toString()));
    environment.forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(fetched());
    words.addAll(List.of(command));
    return RunningProgram.start(Path.of("/"), Map.of(), words);
  }

  private List<String> fetched() throws IOException, InterruptedException {
    ToolRun files =
        run("sh", "-c", "sed -n 's/^EnvironmentFile=-//p' /usr/lib/systemd/system/web.service.d/*");
    List<String> variables = new ArrayList<>();
    for (String file : files.out().lines().toList()) {
      String print = "set -a; . " + file + "; env -0";
      for (String variable :
          run("env", "-i", "sh", "-c", print).succeeded().out().split("\0", -1)) {
        if (!variable.isEmpty() && !variable.matches("(?s)(PWD|_|SHLVL|OLDPWD)=.*")) {
          variables.add(variable);
        }
      }
    }
    return variables;
  }

  private List<Object> inside() {
    return List.of(
        "nsenter",
        "--target",
        holder.pid(),
        "--mount",
        "chroot",
        root + "/machine",
        "env",
        "-i",
        "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME=/root",
        "LC_ALL=C.UTF-8");
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    serving.forEach(RunningProgram::close);
    ToolRun.killTree(holder);
    try {
      holder.waitFor();
      ToolRun.of("rm", "-rf", "--one-file-system", root).succeeded();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
