package blueprint.target.terraform;

import blueprint.text.Shell;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.jsii.JsiiEngine;
import software.amazon.jsii.JsiiRuntime;

/**
 * The Node process that runs CDKTF, started by JSII.
 *
 * <p>JSII takes a runtime of one's own from the environment variable {@code JSII_RUNTIME}, which a
 * JVM cannot set for itself; the same value is given to it by reflection. So the process sees no
 * variable of the user's (several redirect CDKTF's output or run other code) and keeps its files in
 * one directory.
 */
final class NodeProcess implements AutoCloseable {

  private static final List<String> RUNTIME = List.of("bin/jsii-runtime.js", "lib/program.js");

  private final JsiiRuntime runtime;

  private NodeProcess(JsiiRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * Starts the process, and loads CDKTF into it.
   *
   * @param home where the process may write
   */
  static NodeProcess start(Path node, PrivateDirectory home) throws IOException {
    for (String name : RUNTIME) {
      extract(name, home);
    }
    try {
      Constructor<JsiiRuntime> constructor =
          JsiiRuntime.class.getDeclaredConstructor(String.class, String.class);
      constructor.setAccessible(true);
      JsiiRuntime runtime = constructor.newInstance(command(node, home), null);
      NodeProcess process = new NodeProcess(runtime);
      Method reset = JsiiEngine.class.getDeclaredMethod("reset");
      reset.setAccessible(true);
      reset.invoke(null);
      JsiiEngine engine = JsiiEngine.getInstance();
      Field field = JsiiEngine.class.getDeclaredField("runtime");
      field.setAccessible(true);
      field.set(engine, runtime);
      runtime.setCallbackHandler(engine);
      engine.loadModule(com.hashicorp.cdktf.$Module.class);
      return process;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JSII is not the one Blueprint was built for", e);
    }
  }

  /** The program {@code node} on the search path. */
  static Optional<Path> find(String searchPath) {
    return Stream.of(searchPath.split(File.pathSeparator, -1))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, "node"))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static String command(Path node, PrivateDirectory home) throws IOException {
    String here = home.path().toString();
    String temporary = home.directory("tmp").toString();
    String versions =
        IntStream.rangeClosed(12, 60).mapToObj(Integer::toString).collect(Collectors.joining(","));
    List<String> words = new ArrayList<>(List.of("env", "-i"));
    words.add("HOME=" + here);
    words.add("TMPDIR=" + temporary);
    words.addAll(cache());
    words.add("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=" + versions);
    words.add("JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION=true");
    words.add("JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION=true");
    words.add("CHECKPOINT_DISABLE=true");
    words.add("CI=true");
    words.add(node.toAbsolutePath().toString());
    words.add(home.path().resolve(RUNTIME.get(0)).toString());
    return "cd " + Shell.quote(here) + " && exec " + Shell.words(words);
  }

  /** Unpacked libraries are kept for the next run, where the user has a place for such things. */
  private static List<String> cache() {
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "blueprint", "jsii");
    try {
      Files.createDirectories(cache);
      return List.of(
          "JSII_RUNTIME_PACKAGE_CACHE=enabled", "JSII_RUNTIME_PACKAGE_CACHE_ROOT=" + cache);
    } catch (IOException e) {
      return List.of("JSII_RUNTIME_PACKAGE_CACHE=disabled");
    }
  }

  private static void extract(String name, PrivateDirectory home) throws IOException {
    Path file = home.path().resolve(name);
    Files.createDirectories(file.getParent());
    try (InputStream resource = JsiiRuntime.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("JSII's " + name + " is not on the class path");
      }
      Files.copy(resource, file);
    }
  }

  /** Ends the process, and waits for it. */
  @Override
  public void close() {
    try {
      Method terminate = JsiiRuntime.class.getDeclaredMethod("terminate");
      terminate.setAccessible(true);
      terminate.invoke(runtime);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Node would not end", e);
    }
  }
}
