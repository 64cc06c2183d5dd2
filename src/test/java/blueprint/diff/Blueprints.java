package blueprint.diff;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.compile.Compiler;
import blueprint.compile.Stock;
import blueprint.source.SourceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Texts of blueprints, and what the difference of two of them is. */
final class Blueprints {

  /** A service with all three kinds of tiers, a secret and a singleton. */
  static final String SHOP = text("src/test/resources/diff/shop.yaml");

  private Blueprints() {}

  static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The shop with one thing changed in it, which has to be there. */
  static String shop(String old, String now) {
    assertThat(SHOP).contains(old);
    return SHOP.replace(old, now);
  }

  /** What a change does to the only environment. */
  static Report.Environment diff(String before, String after) {
    List<Report.Environment> all = environments(before, after);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  static List<Report.Environment> environments(String before, String after) {
    return Differ.compare(sides("old.yaml", before), sides("new.yaml", after));
  }

  static List<Side> sides(String name, String text) {
    SourceReader.Decoded decoded = SourceReader.decode(name, text.getBytes(StandardCharsets.UTF_8));
    Stock stock = Compiler.takeStock(decoded, Optional.empty());
    assertThat(stock.found().sorted().toString()).doesNotContain("ERROR");
    assertThat(stock.found().hasErrors()).as("%s", stock.found().sorted()).isFalse();
    return stock.sides();
  }

  /** The same for an engine. */
  static String with(String engine, String text) {
    return text.replaceAll("(?m)^engine:.*\n", "")
        .replaceFirst("(?m)^blueprint: 1.*$", "$0\nengine: " + engine);
  }

  /** Every blueprint of this repository that compiles, for both engines where that is possible. */
  static List<Side> all() throws IOException {
    List<Path> files =
        new ArrayList<>(List.of(Path.of("src/test/resources/language/complete.yaml")));
    try (Stream<Path> goldens = Files.walk(Path.of("src/test/resources/golden"));
        Stream<Path> examples = Files.list(Path.of("blueprints"))) {
      goldens.filter(file -> file.endsWith("blueprint.yaml")).forEach(files::add);
      examples.filter(file -> file.toString().endsWith(".yaml")).forEach(files::add);
    }
    List<Side> sides = new ArrayList<>();
    for (Path file : files) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      for (String engine : List.of("terraform", "cloudformation")) {
        byte[] bytes = with(engine, text).getBytes(StandardCharsets.ISO_8859_1);
        sides.addAll(
            Compiler.takeStock(SourceReader.decode(file.toString(), bytes), Optional.empty())
                .sides());
      }
    }
    return sides;
  }
}
