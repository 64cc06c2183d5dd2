package blueprint.target.terraform;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The Node process in which JSII's kernel runs CDKTF.
 *
 * <p>It sees no variable of the user's (several redirect CDKTF's output or run other code) and
 * keeps its files in one directory. Kernel and libraries come from the packages that JSII and CDKTF
 * publish for Java.
 */
final class NodeProcess implements AutoCloseable {

  private static final String KERNEL = "/software/amazon/jsii/lib/program.js";
  private static final String KERNEL_VERSION = "@jsii/runtime@1.112.0";

  /** CDKTF, after what it needs. */
  private static final List<Library> LIBRARIES =
      List.of(
          new Library("constructs", "10.4.2", "/software/constructs/"),
          new Library("cdktf", "0.19.2", "/com/hashicorp/cdktf/"));

  private final Process process;
  private final JsiiKernel kernel;

  private NodeProcess(Process process, JsiiKernel kernel) {
    this.process = process;
    this.kernel = kernel;
  }

  private record Library(String name, String version, String folder) {
    String file() {
      return name + "@" + version + ".jsii.tgz";
    }
  }

  /**
   * Starts the process, and loads CDKTF into it.
   *
   * @param home where the process may write
   */
  static NodeProcess start(Path node, PrivateDirectory home) throws IOException {
    extract("host.js", home, "host.js");
    extract(KERNEL, home, "program.js");
    Process process = started(builder(node, home));
    try {
      for (Library library : LIBRARIES) {
        extract(library.folder() + library.file(), home, library.file());
      }
      JsiiKernel kernel = kernel(process);
      for (Library library : LIBRARIES) {
        Path tarball = home.path().resolve(library.file());
        kernel.send(JsiiKernel.load(library.name(), library.version(), tarball));
      }
      return new NodeProcess(process, kernel);
    } catch (IOException | RuntimeException e) {
      RuntimeException reason = reason(process, e);
      end(process);
      throw reason;
    }
  }

  private static Process started(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new NodeEndedException("node did not start: " + e.getMessage(), e);
    }
  }

  /** The program {@code node} on the search path. */
  static Optional<Path> find(String searchPath) {
    for (String directory : searchPath.split(File.pathSeparator, -1)) {
      Path file = Path.of(directory, "node");
      if (!directory.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  JsiiKernel kernel() {
    return kernel;
  }

  private static JsiiKernel kernel(Process process) throws IOException {
    BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
    BufferedWriter requests = process.outputWriter(StandardCharsets.UTF_8);
    return new JsiiKernel(answers, requests, KERNEL_VERSION);
  }

  private static ProcessBuilder builder(Path node, PrivateDirectory home) throws IOException {
    String host = home.path().resolve("host.js").toString();
    ProcessBuilder builder =
        new ProcessBuilder(node.toAbsolutePath().toString(), "--preserve-symlinks", host)
            .directory(home.path().toFile())
            .redirectError(home.path().resolve("errors").toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("HOME", home.path().toString());
    environment.put("TMPDIR", home.directory("tmp").toString());
    environment.put("JSII_NOSTACK", "true");
    environment.put("CHECKPOINT_DISABLE", "true");
    environment.put("CI", "true");
    cache(environment);
    return builder;
  }

  /** Unpacked libraries are kept for the next run, where the user has a place for such things. */
  private static void cache(Map<String, String> environment) {
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "blueprint", "jsii");
    try {
      Files.createDirectories(cache);
      if (!Files.isWritable(cache)) {
        throw new AccessDeniedException(cache.toString());
      }
      environment.put("JSII_RUNTIME_PACKAGE_CACHE", "enabled");
      environment.put("JSII_RUNTIME_PACKAGE_CACHE_ROOT", cache.toString());
    } catch (IOException e) {
      environment.put("JSII_RUNTIME_PACKAGE_CACHE", "disabled");
    }
  }

  private static void extract(String resource, PrivateDirectory home, String name)
      throws IOException {
    try (InputStream in = NodeProcess.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      Files.copy(in, home.path().resolve(name));
    }
  }

  /** Why something with it failed: because it ended, because of a full disk, or for itself. */
  RuntimeException reason(Exception e) {
    return reason(process, e);
  }

  private static RuntimeException reason(Process process, Exception e) {
    try {
      if (process.waitFor(1, TimeUnit.SECONDS)) {
        int code = process.exitValue();
        String how = code > 128 ? "was killed by signal " + (code - 128) : "ended with " + code;
        return new NodeEndedException("node " + how + " before its work was done", e);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return e instanceof IOException io
        ? new TemporaryFolderException(io)
        : e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }

  /** Ends the process, and waits for it. */
  @Override
  public void close() {
    end(process);
  }

  private static void end(Process process) {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
