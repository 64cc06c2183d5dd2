package blueprint.nativetool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A bridge with a network namespace for each engine: the private network of a few machines. */
final class EngineNetwork {
  /** A range for an engine's own bridge; every engine has a namespace, so all have the same. */
  static final String OWN_BRIDGE = "172.20.0.1/16";

  private final String bridge;

  private EngineNetwork(String bridge) {
    this.bridge = bridge;
  }

  /** A new bridge without a way out. */
  static EngineNetwork create() throws IOException, InterruptedException {
    DockerEngine.dockerd();
    String user = ToolRun.of("id", "-u").succeeded().out().strip();
    NativeTools.require(user.equals("0"), "root", "only root may make a network namespace");
    // Short, as the kernel wants it, and another one in each process.
    EngineNetwork network = new EngineNetwork("bp" + ProcessHandle.current().pid());
    ip("link", "add", network.bridge, "type", "bridge");
    ip("link", "set", network.bridge, "up");
    return network;
  }

  /** Makes a namespace and connects it; returns its name. */
  String attach(int number) throws IOException, InterruptedException {
    String name = bridge + "n" + number;
    ip("netns", "add", name);
    ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
    ip("link", "set", name, "master", bridge, "up");
    ip("-n", name, "addr", "add", address(number) + "/24", "dev", "eth0");
    ip("-n", name, "link", "set", "eth0", "up");
    ip("-n", name, "link", "set", "lo", "up");
    ip("-n", name, "route", "add", "default", "dev", "eth0");
    return name;
  }

  String address(int number) {
    return "10.77.1." + (10 + number);
  }

  /** Takes away what an engine has left: its mounts, and its namespace. */
  void release(String name, Path folder) throws IOException, InterruptedException {
    List<String> mounts =
        Files.readAllLines(Path.of("/proc/self/mounts")).stream()
            .map(line -> line.split(" ", -1)[1])
            .filter(mount -> mount.startsWith(folder + "/"))
            .toList();
    for (int i = mounts.size() - 1; i >= 0; i--) {
      ToolRun.of("umount", "--lazy", mounts.get(i));
    }
    ip("netns", "delete", name);
  }

  private static void ip(Object... arguments) throws IOException, InterruptedException {
    Object[] command = new Object[arguments.length + 1];
    command[0] = NativeTools.require("ip");
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    ToolRun.of(command).succeeded();
  }

  void close() throws IOException, InterruptedException {
    ip("link", "delete", bridge);
  }
}
