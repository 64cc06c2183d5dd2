package blueprint.nativetool;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The AWS CLI, loaded once for many calls. Scripts find it as {@code aws} in a folder for the
 * search path.
 */
public final class WarmAws implements AutoCloseable {

  private static final Path PARTS = Path.of("src/test/resources/deploy");

  private final Process process;
  private final Path folder;

  private WarmAws(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /** Starts it in an empty folder, and waits until it takes calls. */
  public static WarmAws start(Path folder) throws IOException, InterruptedException {
    Path python = NativeTools.require("aws").resolveSibling("python3");
    Path socket = folder.resolve("socket");
    Path program = Files.copy(PARTS.resolve("aws"), folder.resolve("aws"));
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + program);
    }
    Process process =
        ToolRun.builder(
                List.of(
                    python.toString(), PARTS.resolve("warm-aws.py").toString(), socket.toString()),
                Map.of())
            .redirectInput(new File("/dev/null"))
            .inheritIO()
            .start();
    while (Files.notExists(socket)) {
      if (!process.isAlive()) {
        throw new IOException("the AWS CLI cannot be loaded");
      }
      Thread.sleep(50);
    }
    return new WarmAws(process, folder);
  }

  /** The folder for the search path. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    ToolRun.killTree(process);
  }
}
