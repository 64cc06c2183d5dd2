package blueprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a command ends, standard error is one document of the published form. */
final class DiagnosticsJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Ran.of("schema", "--problems").out());

  @TempDir private Path scratch;

  @Test
  void successWithoutAWordIsAnEmptyList() throws IOException {
    String file = valid();
    assertThat(codes(0, "validate", file)).isEmpty();
    assertThat(codes(0, "generate", file, "-o", out())).isEmpty();
    assertThat(codes(0, "check", file, "-o", out())).isEmpty();
    assertThat(codes(0, "schema")).isEmpty();
    assertThat(codes(0, "generate", "--help")).isEmpty();
    assertThat(codes(0, "--version")).isEmpty();
  }

  @Test
  void successWithAWarningHoldsTheWarning() throws IOException {
    String file = golden("database/unprotected");
    assertThat(codes(0, "generate", file, "-o", out())).containsExactly("no-protection");
  }

  @Test
  void anInvalidBlueprintHoldsItsProblemsWithTheirPlaces() throws IOException {
    JsonNode first = document(3, "validate", write("a: [1, 2")).at("/diagnostics/0");
    assertThat(first.at("/code").asText()).isEqualTo("malformed-yaml");
    assertThat(first.at("/at/line").asInt()).isEqualTo(1);
    assertThat(codes(3, "generate", write("nothing: here\n"), "-o", out()))
        .contains("unknown-key", "missing-key");
  }

  @Test
  void aMissingFileIsNamed() {
    JsonNode first = document(4, "validate", scratch + "/gone.yaml").at("/diagnostics/0");
    assertThat(first.at("/code").asText()).isEqualTo("file-unreadable");
    assertThat(first.at("/at/file").asText()).isEqualTo(scratch + "/gone.yaml");
    assertThat(first.at("/hint").asText()).isNotEmpty();
  }

  @Test
  void aWrongCommandLineIsADocumentWhereverItIsWrong() {
    for (List<String> arguments :
        List.of(
            List.of("--diagnostics=json", "validate"),
            List.of("validate", "--diagnostics=json"),
            List.of("validate", "--no-such", "--diagnostics", "json", "x"),
            List.of("validat", "--diagnostics=JSON"),
            List.of("--diagnostics=json"),
            List.of("generate", "-o", "--diagnostics=json"),
            List.of("schema", "--markdown", "--problems", "--diagnostics=json"),
            List.of("validate", "--diagnostics=json", "--diagnostics=json", "x"))) {
      Ran ran = Ran.of(arguments.toArray(String[]::new));
      assertThat(ran.code()).as(arguments + ran.err()).isEqualTo(64);
      assertThat(codes(ran)).as(arguments.toString()).containsExactly("usage");
    }
  }

  @Test
  void aWordAfterTheOptionsIsNoOption() {
    Ran ran = Ran.of("validate", "--", "--diagnostics=json");
    assertThat(ran.err()).startsWith("blueprint: --diagnostics=json does not exist");
  }

  @Test
  void differencesAreInTheDocumentAndListedAsAResult() throws IOException {
    String file = valid();
    Ran ran = Ran.of("check", file, "-o", out(), "--diagnostics=json");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(codes(ran)).containsExactly("output-differs");
    assertThat(ran.out()).contains("README.md");
  }

  @Test
  void eachFileThatWasEditedByHandIsNamed() throws IOException {
    String file = valid();
    codes(0, "generate", file, "-o", out());
    Files.writeString(scratch.resolve("out/shop/README.md"), "mine");
    Files.writeString(scratch.resolve("out/shop/terraform/versions.tf"), "mine");
    assertThat(codes(2, "generate", file, "-o", out()))
        .containsExactly("edited-by-hand", "edited-by-hand");
    assertThat(document(2, "generate", file, "-o", out()).findValuesAsText("file"))
        .containsExactly(out() + "/shop/README.md", out() + "/shop/terraform/versions.tf");
  }

  @Test
  void dataThatWouldBeLostIsAWarningThatNamesIt() throws IOException {
    String secrets = "secrets: {key: {generate: 50}}\ntiers:";
    String kept = text().replace("tiers:", secrets);
    codes(0, "generate", write(kept), "-o", out());
    String renamed = write(kept.replace("{key:", "{other:"));
    assertThat(codes(2, "check", renamed, "-o", out()))
        .containsExactlyInAnyOrder("data-lost", "output-differs");
    JsonNode lost = document(0, "generate", renamed, "-o", out()).at("/diagnostics/0");
    assertThat(lost.at("/code").asText()).isEqualTo("data-lost");
    assertThat(lost.at("/severity").asText()).isEqualTo("warning");
    assertThat(lost.at("/at/file").asText()).isEqualTo(out() + "/shop");
    assertThat(lost.at("/message").asText()).contains("`terraform:", "`shop/key`");
    assertThat(codes(0, "generate", renamed, "-o", out())).isEmpty();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Files.writeString(scratch.resolve("out"), "a file");
    assertThat(codes(4, "generate", valid(), "-o", out())).containsExactly("output-unwritable");
  }

  @Test
  void twoBlueprintsOfOneNameAreADocument() throws IOException {
    String other = Files.writeString(scratch.resolve("other.yaml"), text()).toString();
    assertThat(codes(3, "generate", valid(), other, "-o", out())).containsExactly("same-name");
  }

  @Test
  void aFaultOfOurOwnIsADocumentWithoutATrace() {
    Failure bug = Failure.of(Failure.Kind.INTERNAL_FAULT, "null");
    StringWriter err = new StringWriter();
    Report report = new Report(Report.Format.JSON, Terminal.NONE, new PrintWriter(err));
    report.add(bug);
    report.add(bug.tracing("at blueprint.X\n\tat blueprint.Y\n"));
    report.write();
    assertThat(codes(new Ran(1, "", err.toString())))
        .containsExactly("internal-fault", "internal-fault");
    assertThat(read(err.toString()).at("/diagnostics/0").has("trace")).isFalse();
  }

  @Test
  void aFaultOfOurOwnInTheMidstOfACommandIsADocument() throws IOException {
    Ran ran = broken("generate", "--diagnostics=json", valid(), "-o", out());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(codes(ran)).containsExactly("internal-fault");
    assertThat(ran.err()).contains("standard output is broken").doesNotContain("\"trace\"");
  }

  @Test
  void aFaultBeforeTheCommandLineIsReadIsADocument() throws IOException {
    String file = valid();
    with(
        "user.home",
        null,
        () -> {
          assertThat(codes(1, "generate", file, "-o", out())).containsExactly("internal-fault");
          assertThat(Path.of(out())).doesNotExist();
          Ran traced = Ran.of("--debug", "generate", "--diagnostics=json", file);
          assertThat(codes(traced)).containsExactly("internal-fault");
          assertThat(read(traced.err()).at("/diagnostics/0/trace").asText()).contains("\tat ");
          Ran text = Ran.of("generate", file, "-o", out());
          assertThat(text.code()).isEqualTo(1);
          assertThat(text.err()).startsWith("blueprint: this is a bug").doesNotContain("\tat ");
          assertThat(codes(0, "schema")).as("remembers nothing").isEmpty();
        });
  }

  @Test
  void aFaultWhileARunIsSaidAgainIsADocument() throws IOException {
    String file = golden("database/unprotected");
    Path jar = scratch.resolve("program.jar");
    try (JarOutputStream zip = new JarOutputStream(Files.newOutputStream(jar), new Manifest())) {
      zip.finish();
    }
    with(
        "user.home",
        scratch.toString(),
        () ->
            with(
                "java.class.path",
                jar.toString(),
                () -> {
                  String[] same = {"generate", "--diagnostics=json", file, "-o", out()};
                  assertThat(codes(Ran.of(same))).containsExactly("no-protection");
                  assertThat(codes(Ran.of(same))).containsExactly("no-protection");
                  Ran ran = broken(same);
                  assertThat(ran.code()).isEqualTo(1);
                  assertThat(codes(ran)).containsExactly("internal-fault");
                }));
  }

  @Test
  void withoutNodeThereIsADocument() throws Exception {
    Ran ran = process("/nowhere", "generate", "--diagnostics=json", valid(), "-o", out());
    assertThat(ran.code()).as(ran.err()).isEqualTo(5);
    assertThat(codes(ran)).containsExactly("node-missing");
    assertThat(read(ran.err()).at("/diagnostics/0/hint").asText()).contains("nodejs.org");
    assertThat(ran.out()).isEmpty();
    assertThat(Path.of(out())).doesNotExist();
    assertThat(codes(process("/nowhere", "validate", "--diagnostics=json", write("a: 1\n"))))
        .as("which an invalid blueprint does not need")
        .doesNotContain("node-missing");
  }

  @Test
  void aFolderThatAnotherRunWritesToIsNamed() throws Exception {
    String[] arguments = {"generate", "--diagnostics=json", valid(), "-o", out()};
    Path stage = Files.createDirectories(scratch.resolve("out/shop/.blueprint-stage"));
    try (FileChannel held =
            FileChannel.open(
                stage.resolve(".gitignore"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = held.lock()) {
      assertThat(lock.isValid()).isTrue();
      Ran ran = process(System.getenv("PATH"), arguments);
      assertThat(ran.code()).as(ran.err()).isEqualTo(7);
      assertThat(codes(ran)).containsExactly("output-locked");
      assertThat(read(ran.err()).at("/diagnostics/0/at/file").asText()).isEqualTo(out() + "/shop");
    }
    assertThat(process(System.getenv("PATH"), arguments).code()).as("given back").isZero();
  }

  @Test
  void everyKindOfFailureFitsTheForm() {
    StringWriter err = new StringWriter();
    Report report = new Report(Report.Format.JSON, Terminal.NONE, new PrintWriter(err));
    Set<Failure.Kind> kinds = EnumSet.allOf(Failure.Kind.class);
    kinds.forEach(
        kind ->
            report.add(
                Failure.of(kind, "one", "two", "three", "four").at("\u0000\u001b\ud800\u2028")));
    report.write();
    assertThat(codes(new Ran(1, "", err.toString()))).hasSize(kinds.size()).doesNotHaveDuplicates();
  }

  @Test
  void aFileThatIsThereIsNotWrittenOver() throws IOException {
    String there = valid();
    assertThat(codes(4, "init", "--file", there)).containsExactly("file-exists");
    assertThat(Path.of(there)).hasContent(text());
    assertThat(codes(64, "init", "Shop")).containsExactly("usage");
    assertThat(codes(4, "init", "--file", scratch + "/gone/x.yaml"))
        .containsExactly("file-unwritable");
  }

  @Test
  void everyGoldenRefusalFitsTheForm() throws IOException {
    int seen = 0;
    try (var walk = Files.walk(Path.of("src/test/resources/golden"))) {
      for (Path stderr : walk.filter(path -> path.endsWith("stderr.txt")).toList()) {
        if (!Files.readString(stderr).contains("error[")) {
          continue; // would be compiled to its end
        }
        Ran ran =
            Ran.of(
                "validate",
                "--diagnostics=json",
                stderr.resolveSibling("blueprint.yaml").toString());
        codes(ran);
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(100);
  }

  @Test
  void whateverTheArgumentsAreTheDocumentFitsTheForm() throws IOException {
    Random random = new Random(20_261_121);
    List<String> words =
        List.of(
            "validate",
            "schema",
            "--help",
            "--version",
            "--debug",
            "-o",
            "--output=",
            "-x",
            "--diagnostics=xml",
            "--markdown",
            "--problems",
            "",
            " ",
            "@",
            "@gone",
            "-",
            "--force",
            "\u001b[2J",
            "\ud800",
            "\u2028",
            "é",
            "a\nb",
            "'",
            "\"",
            "{}",
            scratch.toString(),
            scratch + "/gone");
    String file = write("nothing: here\n");
    Set<Integer> exits = new TreeSet<>();
    for (int i = 0; i < 300; i++) {
      List<String> arguments = new ArrayList<>(List.of("--diagnostics=json"));
      if (random.nextBoolean()) {
        arguments.addAll(List.of("validate", file));
      }
      for (int j = random.nextInt(3); j >= 0; j--) {
        arguments.add(random.nextInt(10) == 0 ? file : words.get(random.nextInt(words.size())));
      }
      Ran ran = Ran.of(arguments.toArray(String[]::new));
      codes(ran);
      exits.add(ran.code());
    }
    assertThat(exits).containsExactly(0, 3, 4, 64);
  }

  @Test
  void whateverTheFileHoldsTheDocumentFitsTheForm() throws IOException {
    Random random = new Random(20_261_122);
    byte[] seed = Files.readAllBytes(Path.of("blueprints/sentry.yaml"));
    for (int i = 0; i < 300; i++) {
      byte[] bytes = seed.clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      // A tier that is not there, so that no mutant is compiled to the end.
      Path file = scratch.resolve("mutant.yaml");
      Files.write(file, bytes);
      Files.writeString(file, "\nnothing: here\n", StandardOpenOption.APPEND);
      Ran ran = Ran.of("validate", "--diagnostics=json", file.toString());
      assertThat(ran.code()).isEqualTo(3);
      assertThat(codes(ran)).isNotEmpty();
    }
  }

  @Test
  void aMemberThatNobodyDescribedWouldBeSeen() {
    assertThat(SCHEMA.validate(read("{\"version\":1,\"diagnostics\":[],\"x\":1}"))).isNotEmpty();
    assertThat(SCHEMA.validate(read("{\"version\":2,\"diagnostics\":[]}"))).isNotEmpty();
    assertThat(SCHEMA.validate(read("{\"version\":1,\"diagnostics\":[{}]}"))).isNotEmpty();
  }

  /** A run whose standard output fails as nothing but a bug of ours does. */
  private static Ran broken(String... arguments) {
    PrintWriter out =
        new PrintWriter(new StringWriter()) {
          @Override
          public void println(String line) {
            throw new IllegalStateException("standard output is broken");
          }
        };
    StringWriter err = new StringWriter();
    int code = Main.run(out, new PrintWriter(err), arguments);
    return new Ran(code, "", err.toString());
  }

  /** A run in a process of its own, that finds programs in other places and waits for nobody. */
  private Ran process(String path, String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Dblueprint.lock.wait=100", "-Duser.home=" + scratch));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), "blueprint.cli.Main"));
    words.addAll(List.of(arguments));
    Path out = scratch.resolve("stdout");
    Path err = scratch.resolve("stderr");
    ProcessBuilder java = new ProcessBuilder(words);
    java.redirectOutput(out.toFile()).redirectError(err.toFile());
    java.environment().put("PATH", path);
    int code = java.start().waitFor();
    return new Ran(code, Files.readString(out), Files.readString(err));
  }

  private interface Work {
    void run() throws IOException;
  }

  /** Works while the system says something else of itself, or nothing. */
  private static void with(String property, @Nullable String value, Work work) throws IOException {
    String before = System.getProperty(property);
    try {
      if (value == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, value);
      }
      work.run();
    } finally {
      System.setProperty(property, before);
    }
  }

  private List<String> codes(int exit, String... arguments) {
    return document(exit, arguments).at("/diagnostics").findValuesAsText("code");
  }

  private JsonNode document(int exit, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(1, "--diagnostics=json");
    if (arguments[0].startsWith("-")) {
      all.remove(1);
      all.add(0, "--diagnostics=json");
    }
    Ran ran = Ran.of(all.toArray(String[]::new));
    assertThat(ran.code()).as(all + ": " + ran.err()).isEqualTo(exit);
    codes(ran);
    return read(ran.err());
  }

  /** The codes in a document that fits the form. */
  private static List<String> codes(Ran ran) {
    JsonNode document = read(ran.err());
    assertThat(SCHEMA.validate(document)).as(ran.err()).isEmpty();
    assertThat(ran.err()).endsWith("}\n").hasLineCount(1);
    return document.at("/diagnostics").findValuesAsText("code");
  }

  /** The one document, and nothing after it. */
  private static JsonNode read(String text) {
    try (var parser = JSON.createParser(text)) {
      JsonNode document = JSON.readTree(parser);
      assertThat(parser.nextToken()).as(text).isNull();
      return document;
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private String out() {
    return scratch.resolve("out").toString();
  }

  private String valid() throws IOException {
    return write(text());
  }

  private static String text() throws IOException {
    return Files.readString(Path.of("src/test/resources/cli/shop.yaml"));
  }

  private String write(String text) throws IOException {
    return Files.writeString(scratch.resolve("shop.yaml"), text).toString();
  }

  private static String golden(String name) {
    return "src/test/resources/golden/" + name + "/blueprint.yaml";
  }
}
