package blueprint.nativetool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import blueprint.compile.Compilation;
import blueprint.compile.Compiler;
import blueprint.output.OutputFile;
import blueprint.source.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every blueprint of this repository that compiles, for both engines. */
final class BothEngines {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path EXAMPLES = Path.of("blueprints");

  private BothEngines() {}

  /** Writes a folder for each stack, with what each engine reads; gives the folders. */
  static List<Path> write(Path into) throws IOException {
    List<SourceReader.Decoded> sources = new ArrayList<>();
    for (Path file : blueprints()) {
      sources.add(SourceReader.decode(name(file), forBoth(Files.readAllBytes(file))));
    }
    List<Path> folders = new ArrayList<>();
    for (Compilation compilation : Compiler.validate(sources, Optional.empty())) {
      boolean wanted = Files.exists(GOLDEN.resolve(compilation.file()).resolve("expected"));
      assertThat(compilation.outputs().isEmpty() && wanted).as(compilation.file()).isFalse();
      for (Compilation.Output output : compilation.outputs()) {
        Path folder = into.resolve(compilation.file()).resolve(output.folder());
        write(output, folder);
        folders.add(folder);
      }
    }
    assertThat(folders).hasSizeGreaterThan(20);
    return folders;
  }

  private static List<Path> blueprints() throws IOException {
    try (Stream<Path> examples = Files.list(EXAMPLES);
        Stream<Path> goldens = Files.walk(GOLDEN, 3)) {
      return Stream.concat(
              examples.filter(file -> file.toString().endsWith(".yaml")),
              goldens.filter(file -> file.endsWith("blueprint.yaml")))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return file.startsWith(GOLDEN)
        ? GOLDEN.relativize(file.getParent()).toString()
        : file.toString().replace(".yaml", "");
  }

  /** The same blueprint for both engines; an override is for one of them, so it is taken away. */
  private static byte[] forBoth(byte[] blueprint) {
    return new String(blueprint, ISO_8859_1)
        .replaceAll("(?m)^engine:.*\n", "")
        .replaceAll("(?m)^overrides:\n(?:[ \t].*\n|\n)*", "")
        .replaceFirst("(?m)^blueprint: 1.*$", "$0\nengine: both")
        .getBytes(ISO_8859_1);
  }

  private static void write(Compilation.Output output, Path folder) throws IOException {
    for (Map.Entry<String, OutputFile> file : output.tree().files().entrySet()) {
      if (file.getKey().matches("(terraform|cloudformation)/.*")) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue().text());
      }
    }
  }
}
