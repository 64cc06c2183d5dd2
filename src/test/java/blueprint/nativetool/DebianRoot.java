package blueprint.nativetool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small Debian in a folder, fresh for each test; needs root.
 *
 * <p>What it is copied from is made once, by debootstrap, and keeps the packages downloaded for it.
 */
final class DebianRoot implements AutoCloseable {
  private static final String MIRROR = "http://deb.debian.org/debian";
  private static final Path CERTIFICATES = Path.of("/etc/ssl/certs/ca-certificates.crt");
  private static final String PACKAGES = "var/cache/apt/archives";

  /** Its own mounts and processes: all of them go when the first process does. */
  private static final String INSIDE =
      """
      mount -t proc proc "$1/proc"
      if [[ -n $2 ]]; then mkdir -p "$1/mnt/host"; mount --bind -o ro "$2" "$1/mnt/host"; fi
      exec chroot "$1" "${@:3}"
      """;

  private final Path cache;
  private final Path root;
  private String shared = "";

  private DebianRoot(Path cache, Path root) {
    this.cache = cache;
    this.root = root;
  }

  static DebianRoot fresh() throws IOException, InterruptedException {
    Path debootstrap = NativeTools.require("debootstrap", "unshare", "chroot");
    String user = ToolRun.of("id", "-u").succeeded().out().strip();
    NativeTools.require(user.equals("0"), "root", "a Debian root can be made by root only");
    Path cache = NativeTools.directory().resolve("debian-root");
    if (!Files.exists(cache)) {
      Path unfinished = NativeTools.directory().resolve("debian-root.new");
      ToolRun.of("rm", "-rf", unfinished).succeeded();
      run(debootstrap, "--variant=minbase", "bookworm", unfinished, MIRROR);
      Files.writeString(unfinished.resolve("etc/dpkg/dpkg.cfg.d/fast"), "force-unsafe-io\n");
      Files.move(unfinished, cache);
    }
    Path root = Files.createTempDirectory("debian");
    run("cp", "-a", cache + "/.", root);
    Files.copy(
        Path.of("/etc/resolv.conf"),
        root.resolve("etc/resolv.conf"),
        StandardCopyOption.REPLACE_EXISTING);
    if (Files.exists(CERTIFICATES)) {
      Files.copy(CERTIFICATES, root.resolve("opt/certificates.crt"));
    }
    return new DebianRoot(cache, root);
  }

  /** A path inside, as seen from outside. */
  Path resolve(String path) {
    return root.resolve(path.substring(1));
  }

  /** Shows a folder of the host at {@code /mnt/host}. */
  void share(Path folder) {
    shared = folder.toString();
  }

  /** Copies a folder into one inside. */
  void copyIn(Path folder, String into) throws IOException, InterruptedException {
    run("cp", "-a", folder, resolve(into));
  }

  /** Runs a command inside to its end, as root. */
  ToolRun run(Map<String, String> environment, Object... command)
      throws IOException, InterruptedException {
    return ToolRun.in(
        root, Map.of(), Duration.ofMinutes(5), inside(environment, List.of(command)).toArray());
  }

  /** Starts a command inside, which goes on until it is closed. */
  RunningProgram start(Map<String, String> environment, List<?> command) throws IOException {
    List<String> words = inside(environment, command).stream().map(Object::toString).toList();
    return RunningProgram.start(root, Map.of(), words);
  }

  /** Keeps the packages that were downloaded, so that the next copy has them. */
  void keepPackages() throws IOException, InterruptedException {
    run("cp", "-a", "--update", root.resolve(PACKAGES) + "/.", cache.resolve(PACKAGES));
  }

  @Override
  public void close() {
    try {
      run("rm", "-rf", "--one-file-system", root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Object> inside(Map<String, String> more, List<?> command) {
    List<Object> words = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork"));
    words.addAll(List.of("--kill-child", "bash", "-euc", INSIDE, "bash", root, shared));
    words.addAll(List.of("/usr/bin/env", "-i"));
    environment(more).forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(command);
    return words;
  }

  /** How the host reaches the package index, and whom it trusts for that. */
  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    environment.put("HOME", "/root");
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.matches("PIP_.*|(?i:https?_proxy|no_proxy)")) {
                environment.put(name, value);
              }
            });
    if (Files.exists(resolve("/opt/certificates.crt"))) {
      environment.put("PIP_CERT", "/opt/certificates.crt");
    }
    environment.putAll(more);
    return environment;
  }

  private static void run(Object... command) throws IOException, InterruptedException {
    ToolRun.in(Path.of(""), Map.of(), Duration.ofMinutes(10), command).succeeded();
  }
}
