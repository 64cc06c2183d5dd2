package blueprint.target.terraform;

import blueprint.json.JsonReader;
import blueprint.target.terraform.JsiiKernel.Reference;
import blueprint.target.terraform.JsiiKernel.Struct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Has CDKTF's core make configurations out of models.
 *
 * <p>Owns a Node process and one private directory with all that is written on the way; closing
 * ends the one and removes the other, and so does the end of the JVM. One can be open at a time.
 */
public final class CdktfSynthesizer implements AutoCloseable {

  private static final AtomicBoolean OPEN = new AtomicBoolean();

  private final FutureTask<Optional<Session>> start;
  private final Thread atExit = new Thread(this::release, "end node");
  private final AtomicInteger calls = new AtomicInteger();

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
    } catch (IOException | RuntimeException | Error e) {
      directory.close();
      throw e;
    }
  }

  /**
   * The model with every value as CDKTF synthesised it, in an application of its own. May be called
   * from several threads, which wait for each other.
   *
   * @throws NodeMissingException if there is no {@code node}
   * @throws NodeEndedException if Node does not start, or ends before its work is done
   * @throws TemporaryFolderException if there is no room for what is written on the way
   * @throws IllegalStateException if CDKTF fails, or makes something else than what the model says
   */
  public TerraformModel synthesize(TerraformModel model) throws NodeMissingException {
    Session session = session();
    CdktfStack stack = new CdktfStack(model);
    try {
      Path out = session.directory().directory("out" + calls.getAndIncrement());
      synchronized (session) {
        synthesize(stack, session.process().kernel(), out);
      }
      return stack.read(JsonReader.read(Files.newInputStream(out.resolve(CdktfStack.FILE))));
    } catch (IOException | IllegalStateException e) {
      throw session.process().reason(e);
    }
  }

  private static void synthesize(CdktfStack stack, JsiiKernel kernel, Path out) throws IOException {
    Struct config =
        new Struct("cdktf.AppConfig", Map.of("outdir", out.toString(), "stackTraces", false));
    Reference app = kernel.make(JsiiKernel.create("cdktf.App", config));
    List<Reference> made = stack.make(kernel, app);
    kernel.send(JsiiKernel.invoke(app, "synth"));
    kernel.send(made.stream().map(JsiiKernel::delete).toList());
    kernel.send(JsiiKernel.delete(app));
  }

  private Session session() throws NodeMissingException {
    try {
      return start.get().orElseThrow(NodeMissingException::new);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof VirtualMachineError error) {
        throw error;
      } else if (e.getCause() instanceof IOException cause) {
        throw new TemporaryFolderException(cause);
      } else if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
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
