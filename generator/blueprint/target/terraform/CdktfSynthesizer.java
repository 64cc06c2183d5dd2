package blueprint.target.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Has CDKTF's core make configurations out of models.
 *
 * <p>Owns a Node process and one private directory with all that is written on the way; closing
 * ends the one and removes the other, and so does the end of the JVM. One can be open at a time.
 */
public final class CdktfSynthesizer implements AutoCloseable {

  private static final AtomicBoolean OPEN = new AtomicBoolean();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FutureTask<Optional<Session>> start;
  private final Thread atExit = new Thread(this::release, "end node");
  private int calls;

  private record Session(PrivateDirectory directory, NodeProcess process) {}

  private CdktfSynthesizer(String searchPath) {
    start = new FutureTask<>(() -> start(searchPath));
  }

  /**
   * Starts Node in the background, and returns at once.
   *
   * @throws IllegalStateException if another one is open
   */
  public static CdktfSynthesizer warmUp() {
    @Nullable String path = System.getenv("PATH");
    return warmUp(path == null ? "" : path);
  }

  static CdktfSynthesizer warmUp(String searchPath) {
    if (!OPEN.compareAndSet(false, true)) {
      throw new IllegalStateException("CDKTF is in use");
    }
    CdktfSynthesizer synthesizer = new CdktfSynthesizer(searchPath);
    Runtime.getRuntime().addShutdownHook(synthesizer.atExit);
    Thread thread = new Thread(synthesizer.start, "start node");
    thread.setDaemon(true);
    thread.start();
    return synthesizer;
  }

  private static Optional<Session> start(String searchPath) throws IOException {
    Optional<Path> node = NodeProcess.find(searchPath);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    PrivateDirectory directory = new PrivateDirectory();
    try {
      return Optional.of(new Session(directory, NodeProcess.start(node.get(), directory)));
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /**
   * The model with every value as CDKTF synthesised it.
   *
   * @throws NodeMissingException if there is no {@code node}
   * @throws IllegalStateException if CDKTF fails, or makes something else than what the model says
   */
  public TerraformModel synthesize(TerraformModel model) throws NodeMissingException {
    return synthesize(List.of(model)).get(0);
  }

  /** As {@link #synthesize(TerraformModel)}, for several models at once. */
  public List<TerraformModel> synthesize(List<TerraformModel> models) throws NodeMissingException {
    Session session = session();
    try {
      Path out = session.directory().directory("out" + calls++);
      App app = new App(AppConfig.builder().outdir(out.toString()).stackTraces(false).build());
      List<CdktfStack> stacks = new ArrayList<>();
      for (TerraformModel model : models) {
        stacks.add(new CdktfStack(app, "stack" + stacks.size(), model));
      }
      app.synth();
      List<TerraformModel> synthesized = new ArrayList<>();
      for (CdktfStack stack : stacks) {
        JsonNode json = JSON.readTree(out.resolve(stack.file()).toFile());
        synthesized.add(stack.read(json));
      }
      return synthesized;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Session session() throws NodeMissingException {
    try {
      return start.get().orElseThrow(NodeMissingException::new);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Node did not start: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Ends Node and removes its files. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    release();
    OPEN.set(false);
  }

  private void release() {
    try {
      Optional<Session> session = start.get();
      session.ifPresent(s -> s.process().close());
      session.ifPresent(s -> s.directory().close());
    } catch (ExecutionException e) {
      // Nothing was started; whoever synthesizes learns why.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
