package blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.cli.Main;
import blueprint.language.Reference;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed is what the compiler yields: {@code out/} and the language reference. */
final class CommittedOutputTest {

  private static final Path BLUEPRINTS = Path.of("blueprints");
  private static final Path OUT = Path.of("out");

  @TempDir private Path scratch;

  @Test
  void everyBlueprintCompilesToExactlyWhatOutHolds() throws IOException {
    generate(scratch);
    assertThat(files(OUT)).isEqualTo(files(scratch));
  }

  @Test
  void checkAgrees() throws IOException {
    StringWriter out = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of("check"));
    blueprints().forEach(path -> arguments.add(path.toString()));
    assertThat(run(out, arguments)).as(out.toString()).isZero();
  }

  @Test
  void neitherLocaleNorZoneNorOrderOfKeysChangesAByte() throws IOException {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      generate(scratch.resolve("arabic"));
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      Files.copy(Path.of("blueprints/database.sql"), scratch.resolve("database.sql"));
      for (Path blueprint : blueprints()) {
        Path shuffled = scratch.resolve("shuffled.yaml");
        Files.writeString(shuffled, lastTierFirst(Files.readString(blueprint)));
        String turkish = scratch.resolve("turkish").toString();
        run(new StringWriter(), List.of("generate", shuffled.toString(), "-o", turkish));
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    assertThat(files(scratch.resolve("arabic"))).isEqualTo(files(OUT));
    assertThat(files(scratch.resolve("turkish"))).isEqualTo(files(OUT));
  }

  @Test
  void theLanguageReferenceIsCurrent() throws IOException {
    assertThat(Files.readString(Path.of("docs/language.md")))
        .as("blueprint schema --markdown > docs/language.md")
        .isEqualTo(Reference.text());
  }

  @Test
  void nothingOfThisMachineStandsInTheOutput() throws IOException {
    String here = Path.of("").toAbsolutePath().toString();
    for (Map.Entry<String, String> file : files(OUT).entrySet()) {
      assertThat(file.getValue()).as(file.getKey()).doesNotContain(here, "\r", "\t\n", " \n");
      assertThat(file.getValue()).as(file.getKey()).endsWith("\n");
    }
  }

  /** The tiers' blocks in another order; they are the last key of the file. */
  private static String lastTierFirst(String text) {
    int tiers = text.indexOf("\ntiers:\n") + "\ntiers:\n".length();
    int last = text.indexOf("\n  db:\n") + 1;
    return text.substring(0, tiers) + text.substring(last) + text.substring(tiers, last);
  }

  private static void generate(Path into) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("generate", "-o", into.toString()));
    blueprints().forEach(path -> arguments.add(path.toString()));
    StringWriter out = new StringWriter();
    assertThat(run(out, arguments)).as(out.toString()).isZero();
  }

  private static int run(StringWriter out, List<String> arguments) {
    PrintWriter writer = new PrintWriter(out);
    return Main.run(writer, writer, arguments.toArray(String[]::new));
  }

  private static List<Path> blueprints() throws IOException {
    try (Stream<Path> list = Files.list(BLUEPRINTS)) {
      return list.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        boolean tools =
            Arrays.stream(path.toString().split("/", -1)).anyMatch(".terraform"::equals);
        if (!tools && !path.endsWith(".terraform.lock.hcl")) {
          String mode = Files.isExecutable(path) ? "x " : "- ";
          files.put(root.relativize(path).toString(), mode + Files.readString(path));
        }
      }
    }
    return files;
  }
}
