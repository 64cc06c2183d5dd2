package blueprint.node;

import blueprint.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A program in JavaScript that runs in Node and answers each question with one value.
 *
 * <p>Owns a Node process and one private directory with all its files; closing ends the one and
 * removes the other, and so does the end of the JVM.
 */
public final class NodeProgram implements AutoCloseable {

  private final FutureTask<Optional<Session>> start;
  private final Thread atExit = new Thread(this::release, "end node");

  private record Session(PrivateDirectory directory, NodeProcess process) {}

  private NodeProgram(String searchPath, Script script) {
    start = new FutureTask<>(() -> start(searchPath, script));
  }

  /**
   * Starts it in the background, and returns at once.
   *
   * @param owner the class beside which the script lies
   * @param script the name of a resource, which sets {@code module.exports} to a function that
   *     takes the question as an object and returns the answer
   * @param packages the name of the folder of JavaScript packages that it requires, in the program
   *     at {@code /javascript/<packages>/}
   */
  public static NodeProgram warmUp(Class<?> owner, String script, String packages) {
    @Nullable String path = System.getenv("PATH");
    return warmUp(path == null ? "" : path, new Script(owner, script, packages));
  }

  static NodeProgram warmUp(String searchPath, Script script) {
    NodeProgram program = new NodeProgram(searchPath, script);
    Runtime.getRuntime().addShutdownHook(program.atExit);
    Thread thread = new Thread(program.start, "start node");
    thread.setDaemon(true);
    thread.start();
    return program;
  }

  private static Optional<Session> start(String searchPath, Script script) throws IOException {
    Optional<Path> node = NodeProcess.find(searchPath);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    PrivateDirectory directory = new PrivateDirectory();
    try {
      return Optional.of(new Session(directory, NodeProcess.start(node.get(), directory, script)));
    } catch (IOException | RuntimeException | Error e) {
      directory.close();
      throw e;
    }
  }

  /**
   * What the program says to a question. May be called from several threads, which wait for each
   * other.
   *
   * @param question what can be written as JSON: see {@code JsonWriter}
   * @throws NodeMissingException if there is no {@code node}
   * @throws NodeEndedException if Node does not start, or ends before its work is done
   * @throws TemporaryFolderException if there is no room for the program's files
   * @throws IllegalStateException if the program fails; with its message
   */
  public JsonValue answer(Map<String, ?> question) throws NodeMissingException {
    return session().process().answer(question);
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
  }

  private void release() {
    try {
      Optional<Session> session = start.get();
      session.ifPresent(s -> s.process().close());
      session.ifPresent(s -> s.directory().close());
    } catch (ExecutionException e) {
      // Nothing was started; whoever asks learns why.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
