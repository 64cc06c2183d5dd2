package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Docker engine in a network namespace of its own, as if it were on a machine of its own.
 *
 * <p>It can do everything but the ingress network and virtual addresses, which take a kernel with
 * IPVS: services in tests use {@code endpoint_mode: dnsrr}.
 */
final class DockerEngine implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final EngineNetwork network;
  private final String name;
  private final String address;
  private final Path folder;
  private Process process;

  private DockerEngine(EngineNetwork network, String name, String address, Path folder) {
    this.network = network;
    this.name = name;
    this.address = address;
    this.folder = folder;
  }

  /** Starts an engine with nothing in it and waits until it answers. */
  static DockerEngine start(EngineNetwork network, int number, Path folder)
      throws IOException, InterruptedException {
    String name = network.attach(number);
    String address = network.address(number);
    DockerEngine engine =
        new DockerEngine(network, name, address, Files.createDirectories(folder.resolve(name)));
    engine.begin();
    try {
      engine.awaitAnswer();
      return engine;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  /** What makes a command run where the engine does, on its network. */
  List<String> beside() {
    return List.of("nsenter", "--net=/run/netns/" + name);
  }

  /** Starts it, first or again, and does not wait. */
  void begin() throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("nsenter", "--net=/run/netns/" + name, dockerd().toString()));
    command.addAll(List.of("--data-root", folder.resolve("data").toString()));
    command.addAll(List.of("--exec-root", folder.resolve("exec").toString()));
    command.addAll(List.of("--pidfile", folder.resolve("pid").toString()));
    command.addAll(List.of("--host", host(), "--bip", EngineNetwork.OWN_BRIDGE));
    command.addAll(List.of("--dns", "127.0.0.1", "--log-level", "warn"));
    process =
        ToolRun.builder(command, Map.of())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
  }

  static Path dockerd() {
    return NativeTools.require("dockerd", "docker", "ip", "nsenter");
  }

  String address() {
    return address;
  }

  /** What {@code DOCKER_HOST} says of it. */
  String host() {
    return "unix://" + folder.resolve("docker.sock");
  }

  /** The docker command on this engine. */
  ToolRun docker(Object... arguments) throws IOException, InterruptedException {
    List<Object> command = new ArrayList<>(List.of(NativeTools.require("docker"), "-H", host()));
    command.addAll(List.of(arguments));
    return ToolRun.of(command.toArray());
  }

  /** Ends it as a machine that is switched off: nothing is said to the others. */
  void crash() throws InterruptedException {
    List<ProcessHandle> all = family();
    all.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    // One that is begun at once would take what is still listed for its own, and wait for it.
    all.forEach(each -> each.onExit().orTimeout(20, TimeUnit.SECONDS).join());
  }

  /** The engine, containerd, and the containers with those who watch over them. */
  private List<ProcessHandle> family() {
    return ProcessHandle.allProcesses()
        .filter(each -> each.info().commandLine().orElse("").contains(folder + "/"))
        .flatMap(each -> Stream.concat(Stream.of(each), each.descendants()))
        .distinct()
        .toList();
  }

  /** Starts it again if it has ended. */
  void revive() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      begin();
      awaitAnswer();
    }
  }

  /** Leaves whatever swarm it is in, and forgets its containers. */
  void clear() throws IOException, InterruptedException {
    docker("swarm", "leave", "--force");
    for (String id : docker("ps", "--all", "--quiet").out().lines().toList()) {
      docker("rm", "--force", id);
    }
  }

  void awaitAnswer() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (docker("version").exit() != 0) {
      String said = Files.readString(log());
      assertThat(process.isAlive()).as("runs; %s", said).isTrue();
      assertThat(System.nanoTime()).as("too late; %s", said).isLessThan(end);
      Thread.sleep(200);
    }
  }

  private Path log() {
    return folder.resolve("log");
  }

  /** Ends the engine and all it has started, and takes its mounts and its namespace away. */
  @Override
  public void close() {
    try {
      clear();
      List<ProcessHandle> family = family();
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      family.forEach(ProcessHandle::destroyForcibly);
      network.release(name, folder);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
