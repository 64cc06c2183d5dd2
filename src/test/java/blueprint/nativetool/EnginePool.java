package blueprint.nativetool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The engines of one test class, on one network: starting one takes seconds. */
final class EnginePool {
  private final Map<Integer, DockerEngine> engines = new TreeMap<>();
  private @Nullable EngineNetwork network;
  private @Nullable Path folder;

  /** An engine, with nothing in it at first. */
  DockerEngine get(int number) throws IOException, InterruptedException {
    if (network == null || folder == null) {
      network = EngineNetwork.create();
      folder = Files.createTempDirectory("engines");
    }
    DockerEngine engine = engines.get(number);
    if (engine == null) {
      engine = DockerEngine.start(network, number, folder);
      engines.put(number, engine);
    }
    return engine;
  }

  /** Makes all engines as they were at first, but for images. */
  void clear() throws IOException, InterruptedException {
    for (DockerEngine engine : engines.values()) {
      engine.revive();
      engine.clear();
    }
  }

  void close() throws IOException, InterruptedException {
    engines.values().forEach(DockerEngine::close);
    if (network != null && folder != null) {
      network.close();
      ToolRun.of("rm", "-rf", "--one-file-system", folder).succeeded();
    }
  }
}
