package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.output.OutputTree;
import blueprint.target.beanstalk.BeanstalkTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What travels to Elastic Beanstalk, on disk: with a small Django program, and without. */
final class Bundle {
  private static final Path SOURCES = Path.of("src/test/resources/beanstalk").toAbsolutePath();

  private Bundle() {}

  /** The folder of what a machine stands in for. */
  static Path sources() {
    return SOURCES;
  }

  /** Writes the generated files of the blueprint for these tests into an empty folder. */
  static Path write(Path folder) throws IOException {
    return write(folder, Map.of());
  }

  /** The same after words of the blueprint were replaced; each has to be there. */
  static Path write(Path folder, Map<String, String> changes) throws IOException {
    String text = Files.readString(SOURCES.resolve("shop.yaml"));
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(text).contains(change.getKey());
      text = text.replace(change.getKey(), change.getValue());
    }
    Path blueprint = Files.writeString(Files.createTempFile("shop", ".yaml"), text);
    OutputTree tree = BeanstalkTarget.emit(Generated.plan(blueprint)).tree();
    Files.delete(blueprint);
    for (String path : tree.files().keySet()) {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, tree.files().get(path).text());
      if (tree.files().get(path).executable()) {
        assertThat(file.toFile().setExecutable(true, false)).isTrue();
      }
    }
    return folder;
  }

  /** A repository: the small program, and what was generated in its root. */
  static Path repository(Path folder, Map<String, String> changes)
      throws IOException, InterruptedException {
    ToolRun.of("cp", "-R", SOURCES.resolve("program") + "/.", folder).succeeded();
    return write(folder, changes);
  }

  /** Replaces words in a file; they have to be there once. */
  static void plant(Path file, String written, String instead) throws IOException {
    String text = Files.readString(file);
    assertThat(text.split(Pattern.quote(written), -1)).as(written).hasSize(2);
    Files.writeString(file, text.replace(written, instead));
  }

  /** All files below a folder whose path in it matches; at least one. */
  static List<Path> files(Path folder, String pattern) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> found =
          all.filter(Files::isRegularFile)
              .filter(file -> folder.relativize(file).toString().matches(pattern))
              .sorted()
              .toList();
      assertThat(found).as(pattern).isNotEmpty();
      return found;
    }
  }
}
