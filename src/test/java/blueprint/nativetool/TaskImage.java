package blueprint.nativetool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An image for tasks, of a few programs of this machine: no registry can be reached.
 *
 * <p>Its name is of a registry that nobody is: an engine asks there, is refused at once, and takes
 * the image that it has.
 */
final class TaskImage {
  static final String NAME = "localhost:1/shop:1";

  /** Runs until it is asked to stop, and stops then. */
  static final String SERVE = "trap 'exit 0' TERM; while :; do sleep 0.2; done";

  private static final List<String> PROGRAMS =
      List.of("/bin/cat", "/bin/ls", "/bin/sleep", "/usr/bin/stat");

  private TaskImage() {}

  /** Gives an engine the image. */
  static void importInto(DockerEngine engine) throws IOException, InterruptedException {
    importInto(engine, NAME);
  }

  static void importInto(DockerEngine engine, String name)
      throws IOException, InterruptedException {
    importInto(engine, name, PROGRAMS);
  }

  /** The same with other programs, all in one folder. */
  static void importInto(DockerEngine engine, String name, List<String> programs)
      throws IOException, InterruptedException {
    Path root = Files.createTempDirectory("image");
    Files.createDirectory(root.resolve("tmp"));
    copy(Path.of("/bin/dash"), root.resolve("bin/sh"));
    Set<String> libraries = new TreeSet<>();
    for (String program : programs) {
      copy(Path.of(program), root.resolve("bin").resolve(Path.of(program).getFileName()));
      for (String word : ToolRun.of("ldd", program).succeeded().out().split("\\s+", -1)) {
        if (word.startsWith("/")) {
          libraries.add(word);
        }
      }
    }
    for (String library : libraries) {
      copy(Path.of(library), root.resolve(library.substring(1)));
    }
    Path archive = Files.createTempFile("image", ".tar");
    ToolRun.of("tar", "-C", root, "-cf", archive, ".").succeeded();
    engine.docker("import", archive, name).succeeded();
    ToolRun.in(root, Map.of(), Duration.ofMinutes(1), "rm", "-rf", root, archive);
  }

  private static void copy(Path from, Path to) throws IOException, InterruptedException {
    Files.createDirectories(to.getParent());
    ToolRun.of("cp", "-L", from, to).succeeded();
  }
}
