package blueprint.explain;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.compile.BlueprintFile;
import blueprint.compile.Compilation;
import blueprint.compile.Compiler;
import blueprint.source.SourceReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Outputs to be explained. */
final class Compiled {

  static final Path EVERYTHING = Path.of("src/test/resources/explain/everything.yaml");

  private Compiled() {}

  /** The outputs of these texts, in one call. */
  static List<Compilation.Output> texts(List<String> texts) {
    List<SourceReader.Decoded> files =
        texts.stream()
            .map(text -> SourceReader.decode("b.yaml", text.getBytes(StandardCharsets.UTF_8)))
            .toList();
    return outputs(files);
  }

  /** The outputs of all blueprints that are shipped or are goldens, and of {@link #EVERYTHING}. */
  static List<Compilation.Output> all() throws IOException {
    List<Path> paths = new ArrayList<>(List.of(EVERYTHING));
    for (Path root : List.of(Path.of("blueprints"), Path.of("src/test/resources/golden"))) {
      try (Stream<Path> walk = Files.walk(root)) {
        walk.filter(path -> path.toString().endsWith(".yaml"))
            .filter(path -> root.endsWith("blueprints") || isTree(path))
            .sorted()
            .forEach(paths::add);
      }
    }
    List<SourceReader.Decoded> files = new ArrayList<>();
    for (Path path : paths) {
      files.add(BlueprintFile.read(path));
    }
    assertThat(files).hasSizeGreaterThan(6);
    return outputs(files);
  }

  static Compilation.Trail trail(Compilation.Output output) {
    return output.trail().orElseThrow();
  }

  static SourceMap map(Compilation.Output output) {
    return new SourceMap(trail(output).origins(), trail(output).source());
  }

  private static boolean isTree(Path blueprint) {
    Path folder = blueprint.getParent();
    return blueprint.endsWith("blueprint.yaml")
        && folder != null
        && Files.isDirectory(folder.resolve("expected"));
  }

  private static List<Compilation.Output> outputs(List<SourceReader.Decoded> files) {
    List<Compilation.Output> outputs = new ArrayList<>();
    for (Compilation compilation : Compiler.trace(files, Optional.empty())) {
      assertThat(compilation.outputs())
          .as(compilation.file() + ": " + compilation.found().sorted())
          .isNotEmpty();
      outputs.addAll(compilation.outputs());
    }
    return outputs;
  }
}
