package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the compiler writes: what is committed, and what becomes of the blueprints for the tests.
 */
final class MachineOutput {
  private static final Path BLUEPRINTS = Path.of("src/test/resources/nativetool");
  private static final Path COMMITTED = Path.of("out");
  private static final Path COMPILED =
      Path.of("target", "nativetool", System.getProperty("fork", "fork-1"));
  private static boolean compiled;

  private MachineOutput() {}

  /** The folder that a blueprint compiles to, by its name. */
  static Path output(String name) throws IOException {
    ready();
    Path committed = COMMITTED.resolve(name);
    return (Files.isDirectory(committed) ? committed : COMPILED.resolve(name)).toAbsolutePath();
  }

  /** The folder of the files that an image gets, as they lie on the machine. */
  static Path imageFiles(String name, String image) throws IOException {
    return output(name).resolve("packer/files").resolve(image);
  }

  /** All generated files whose path inside their folder matches; at least one. */
  static List<Path> files(String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path folder : folders()) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(Files::isRegularFile)
            .filter(file -> folder.relativize(file).toString().matches(pattern))
            .sorted()
            .forEach(found::add);
      }
    }
    assertThat(found).as("generated files like " + pattern).isNotEmpty();
    return found;
  }

  private static List<Path> folders() throws IOException {
    ready();
    List<Path> folders = new ArrayList<>();
    for (Path parent : List.of(COMMITTED, COMPILED)) {
      try (Stream<Path> each = Files.list(parent)) {
        each.filter(Files::isDirectory).map(Path::toAbsolutePath).sorted().forEach(folders::add);
      }
    }
    return folders;
  }

  /** Compiles once for all tests. */
  private static synchronized void ready() throws IOException {
    if (compiled) {
      return;
    }
    if (Files.exists(COMPILED)) {
      try (Stream<Path> old = Files.walk(COMPILED)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    List<String> arguments = new ArrayList<>(List.of("generate", "--output", COMPILED.toString()));
    try (Stream<Path> blueprints = Files.list(BLUEPRINTS)) {
      blueprints
          .map(Path::toString)
          .filter(b -> b.endsWith(".yaml"))
          .sorted()
          .forEach(arguments::add);
    }
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            arguments.toArray(String[]::new));
    assertThat(code).as(err.toString()).isZero();
    compiled = true;
  }
}
