package blueprint.node;

import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import blueprint.text.JsonWriter;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Node process that runs one script, and answers its questions one after the other.
 *
 * <p>It sees no variable of the user's (several redirect a library's output or run other code) and
 * keeps its files in one directory.
 */
final class NodeProcess implements AutoCloseable {

  private static final String LOOP = "program.js";

  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;

  private NodeProcess(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts the process, and loads the script into it. Its files are copied while Node starts.
   *
   * @param home where the process may write
   */
  static NodeProcess start(Path node, PrivateDirectory home, Script script) throws IOException {
    Script.copy(NodeProcess.class, LOOP, home, LOOP);
    NodeProcess started = new NodeProcess(started(builder(node, home)));
    try {
      script.copyTo(home);
      started.answer(Map.of("script", home.path().resolve(script.name()).toString()));
      return started;
    } catch (IOException | RuntimeException | Error e) {
      started.close();
      throw e;
    }
  }

  private static Process started(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new NodeEndedException("node did not start: " + e.getMessage(), e);
    }
  }

  private static ProcessBuilder builder(Path node, PrivateDirectory home) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(node.toAbsolutePath().toString(), home.path().resolve(LOOP).toString())
            .directory(home.path().toFile())
            .redirectError(home.path().resolve("errors").toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("HOME", home.path().toString());
    environment.put("TMPDIR", home.directory("tmp").toString());
    return builder;
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

  /**
   * Asks the script, and waits for its answer.
   *
   * @throws NodeEndedException if there is none
   * @throws TemporaryFolderException if the process is there, but does not hear
   * @throws IllegalStateException if the script fails
   */
  synchronized JsonValue answer(Map<String, ?> question) {
    JsonValue answer = exchange(JsonWriter.line(question));
    JsonValue error = answer.path("error");
    if (!error.isMissing()) {
      throw new IllegalStateException(error.asText());
    }
    return answer.path("answer");
  }

  private JsonValue exchange(String question) {
    try {
      questions.write(question);
      questions.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("node says no more");
      }
      return JsonReader.read(line);
    } catch (IOException e) {
      throw reason(e);
    }
  }

  /** Why there is no answer: because the process ended, or because of a full disk. */
  private RuntimeException reason(IOException e) {
    try {
      if (process.waitFor(1, TimeUnit.SECONDS)) {
        int code = process.exitValue();
        String how = code > 128 ? "was killed by signal " + (code - 128) : "ended with " + code;
        return new NodeEndedException("node " + how + " before its work was done", e);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return new TemporaryFolderException(e);
  }

  /** Ends the process, and waits for it. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
