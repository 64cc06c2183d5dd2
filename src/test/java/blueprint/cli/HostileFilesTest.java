package blueprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files that no reader should trust: each has its exit code, and its problem the right line. */
final class HostileFilesTest {

  private static final Duration HANG = Duration.ofSeconds(60);

  /** A valid blueprint; line 4 is free, line 8 holds text. */
  private static final String FRAME =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      %s
      images:
        base:
          from: ubuntu-24.04
          recipe: [{user: web}, {file: /app/web, content: %s, mode: 0755}]
      tiers:
        app:
          instances:
            image: base
            services: {web: {run: /app/web, user: web}}
      """;

  /** A blueprint that names a file beside it. */
  private static final Path LOADS =
      Path.of("src/test/resources/golden/database/load-missing/blueprint.yaml");

  private static final String VALID = FRAME.formatted("", "exec sleep 1d");

  @TempDir private Path scratch;

  /**
   * A file; its bytes stand as characters of Latin-1.
   *
   * @param line where its first problem is; 0 when there is none
   */
  private record Hostile(String name, String bytes, int code, int line, String message) {}

  private final List<Hostile> files = new ArrayList<>();

  @TestFactory
  List<DynamicTest> everyFileHasItsExitCodeAndItsLine() {
    malformed();
    keys();
    aliasesAndTags();
    depth();
    numbers();
    encodings();
    characters();
    documents();
    values();
    assertThat(files).hasSizeGreaterThanOrEqualTo(120);
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> isJudged(file)))
        .toList();
  }

  private void isJudged(Hostile hostile) throws IOException {
    Path file =
        Files.writeString(scratch.resolve("b.yaml"), hostile.bytes(), StandardCharsets.ISO_8859_1);
    Ran ran = Assertions.assertTimeoutPreemptively(HANG, () -> run("validate", file.toString()));
    assertThat(ran.code()).as(ran.err()).isEqualTo(hostile.code());
    assertThat(ran.err()).doesNotContain("snakeyaml", "Exception", "\u001b", "bug of Blueprint");
    if (hostile.line() > 0) {
      assertThat(ran.err()).startsWith(file + ":" + hostile.line() + ":");
      assertThat(ran.err()).contains(hostile.message());
    }
  }

  private void malformed() {
    for (String text :
        List.of(
            "5 tags: [1, 2",
            "5 tags: {a: 1",
            "14 tags: \"a",
            "14 tags: 'a",
            "4 tags: a: b",
            "4 tags: }",
            "4 tags: ]",
            "4 tags: @a",
            "4 tags: `a",
            "4 tags: %a",
            "4 tags: \"\\q\"",
            "4 tags: [a]]",
            "4 tags: |x\n  a",
            "4 - a",
            "6 ? [")) {
      String[] parts = text.split(" ", 2);
      String file = FRAME.formatted(parts[1], "x");
      refused("malformed " + parts[1], file, Integer.parseInt(parts[0]), "malformed-yaml");
    }
    refused("a bracket never closed", "a: [1, 2", 1, "malformed-yaml");
    refused("a colon in a value", FRAME.formatted("tags: a: b", "x"), 4, "malformed-yaml");
    refused("a tab", FRAME.formatted("tags:\n\ta: b", "x"), 5, "tab-indentation");
    refused("a tab at the start", "\tblueprint: 1", 1, "tab-indentation");
    refused("an indent that fits nothing", "a:\n    b: 1\n  c: 2\n", 3, "malformed-yaml");
  }

  private void keys() {
    refused("a key twice", VALID + "name: again\n", 14, ":2:1: first defined here");
    refused("twice, nested", FRAME.formatted("tags: {a: 1, a: 2}", "x"), 4, "duplicate-key");
    refused("twice, in quotes", FRAME.formatted("tags: {a: 1, \"a\": 2}", "x"), 4, "duplicate-key");
    refused("twice, in a list", FRAME.formatted("tags: [{a: 1, 'a': 2}]", "x"), 4, "duplicate-key");
    refused("twice, composed", FRAME.formatted("tags: {é: 1, e\u0301: 2}", "x"), 4, "duplicate");
    refused("a list as a key", FRAME.formatted("[a, b]: c", "x"), 4, "complex-key");
    refused("a mapping as a key", FRAME.formatted("{a: b}: c", "x"), 4, "complex-key");
    refused("a near key", FRAME.formatted("netwrok: {}", "x"), 4, "did you mean `network`?");
    refused("a far key", FRAME.formatted("zzz: 1", "x"), 4, "one of `blueprint`");
    refused("an empty key", FRAME.formatted("\"\": 1", "x"), 4, "unknown-key");
    refused("a key of null", FRAME.formatted("~: 1", "x"), 4, "unknown-key");
    refused("a long key", FRAME.formatted("x".repeat(900) + ": 1", "x"), 4, "unknown-key");
    String many = IntStream.range(0, 60_000).mapToObj(i -> "k" + i + ": 1\n").collect(joining());
    refused("many keys", VALID + many, 14, "and at least 450 more");
    refused("many tags", FRAME.formatted("tags:\n  " + many.replace("\n", "\n  "), "x"), 5, "tags");
    String colliding =
        IntStream.range(0, 1 << 13)
            .mapToObj(i -> collide(i) + ": 1\n")
            .collect(Collectors.joining());
    refused("keys of one hash", VALID + colliding, 14, "unknown-key");
  }

  private static String collide(int number) {
    return IntStream.range(0, 13)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(joining());
  }

  private void aliasesAndTags() {
    for (String text :
        List.of("tags: *x", "tags: &x {a: b}", "tags: &a [*a]", "<<: {a: b}", "tags: {<<: *x}")) {
      refused("alias " + text, FRAME.formatted(text, "x"), 4, "yaml-alias");
    }
    String bomb =
        IntStream.range(1, 60)
            .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1))
            .collect(Collectors.joining("", "a0: &a0 [x]\n", ""));
    refused("an alias bomb", bomb, 1, "yaml-alias");
    for (String tag :
        List.of("!!javax.script.ScriptEngineManager", "!foo", "!!binary", "!!set", "!!str")) {
      refused("tag " + tag, FRAME.formatted("tags: " + tag + " x", "x"), 4, "yaml-tag");
    }
    refused("a tag without a handle", FRAME.formatted("tags: !e!x y", "x"), 4, "malformed-yaml");
    refused("a directive of a future", "%YAML 9.9\n---\n" + VALID, 1, "");
  }

  private void depth() {
    for (int depth : List.of(60, 1_000, 100_000)) {
      refused("deep lists " + depth, "[".repeat(depth), 1, "too-deep");
      refused("deep mappings " + depth, "{a: ".repeat(depth), 1, "too-deep");
      refused("deep dashes " + depth, "- ".repeat(depth), 1, "too-deep");
    }
    String block = IntStream.range(0, 200).mapToObj(i -> " ".repeat(i) + "a:\n").collect(joining());
    refused("deep blocks", block, 50, "too-deep");
    refused("larger than the limit", "#".repeat((1 << 20) + 1), 1, "file-too-large");
  }

  private void numbers() {
    for (String number :
        List.of(
            "1e9", "0x10", "012", "1_000", "'1,5'", "1.0", "-1", "+2", "1".repeat(1_001), "٣")) {
      refused("zones " + shown(number), zones(number), 4, "invalid-value");
    }
    refused("an infinite number", settings("1e999999999"), 4, "invalid-value");
    refused("a long number", settings("1".repeat(1_001)), 4, "invalid-value");
    for (String number : List.of("true", "no", "2020-01-01", "22:80", ".inf", "0b1", "1e3")) {
      refused("version " + number, VALID.replace("blueprint: 1", "blueprint: " + number), 1, "");
    }
    refused("a newer version", VALID.replace("blueprint: 1", "blueprint: 99"), 1, "version 99");
  }

  private static String zones(String number) {
    return FRAME.formatted("network: {zones: " + number + "}", "x");
  }

  private static String settings(String json) {
    return FRAME.formatted("overrides: {terraform: {aws_vpc.main: {a: " + json + "}}}", "x");
  }

  private void encodings() {
    for (String name : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE")) {
      bytes(name, VALID.getBytes(Charset.forName(name)), 1, "");
    }
    byte[] marked = ("\uFEFF" + VALID).getBytes(Charset.forName("UTF-32BE"));
    bytes("UTF-32BE with a mark", marked, 1, "");
    bytes("Latin-1", VALID.replace("sleep", "é").getBytes(StandardCharsets.ISO_8859_1), 1, "UTF-8");
    for (int[] wrong :
        List.of(
            new int[] {0xFF, 0xFE},
            new int[] {0xC0, 0xAF},
            new int[] {0xE0, 0x80, 0xAF},
            new int[] {0xF0, 0x80, 0x80, 0xAF},
            new int[] {0xC3},
            new int[] {0xE2, 0x82},
            new int[] {0x80},
            new int[] {0xED, 0xA0, 0x80},
            new int[] {0xF4, 0x90, 0x80, 0x80},
            new int[] {0xF8, 0x88, 0x80, 0x80, 0x80})) {
      byte[] start = "name: ".getBytes(StandardCharsets.UTF_8);
      byte[] all = java.util.Arrays.copyOf(start, start.length + wrong.length);
      for (int i = 0; i < wrong.length; i++) {
        all[start.length + i] = (byte) wrong[i];
      }
      bytes("bytes " + Integer.toHexString(wrong[0]) + wrong.length, all, 1, "byte 6 ");
    }
    accepted("a mark at the start", "\uFEFF" + VALID);
    accepted("line ends of Windows", VALID.replace("\n", "\r\n"));
    refused("a lone carriage return", VALID.replace("\n", "\r"), 1, "U+000D");
  }

  private void characters() {
    for (int point :
        List.of(
            0x202E, 0x2066, 0x200B, 0xFEFF, 0x061C, 0x00AD, 0x2028, 0x2029, 0x85, 0x00, 0x07, 0x1B,
            0x7F, 0x9B, 0xFFFE, 0xE0041)) {
      String name = "U+%04X".formatted(point);
      String text = "a" + Character.toString(point) + "b";
      refused(name + " in text", FRAME.formatted("", "'" + text + "'"), 8, name);
      refused(name + " in a key", FRAME.formatted(text + ": 1", "x"), 4, name);
      if (point <= 0xFFFF) {
        String escaped = "\"a\\u%04xb\"".formatted(point);
        refused(name + " escaped", FRAME.formatted("", escaped), 8, name);
      }
    }
    refused("a lone surrogate", FRAME.formatted("", "\"\\ud800\""), 8, "U+D800");
    refused("a null, escaped", FRAME.formatted("", "\"a\\0b\""), 8, "U+0000");
    refused("an escape, escaped", FRAME.formatted("", "\"a\\e[2Jb\""), 8, "U+001B");
  }

  private void documents() {
    for (String text : List.of("", "\n\n", "# only this\n", "null\n", "~\n", "---")) {
      refused("empty " + shown(text), text, 1, "");
    }
    refused("a list", "- a\n", 1, "empty-blueprint");
    refused("text", "hello\n", 1, "empty-blueprint");
    refused("an empty mapping", "{}\n", 1, "missing-key");
    refused("two documents", VALID + "---\n" + VALID, 14, "second-document");
    refused("text behind the end", VALID + "...\nmore\n", 15, "malformed-yaml");
  }

  private void values() {
    for (String wrong : List.of("[a]", "{a: b}", "~", "\"\"", "Shop", "a b", "a/b", "${x}")) {
      refused("name " + wrong, VALID.replace("name: shop", "name: " + wrong), 2, "");
    }
    accepted("words keep their form", FRAME.formatted("tags: {a: no, b: 3.10, c: 0644}", "x"));
    accepted("a mode in quotes", VALID.replace("0755", "'0755'"));
    refused("a mode of five digits", VALID.replace("0755", "04755"), 8, "invalid-value");
  }

  private void refused(String name, String text, int line, String message) {
    bytes(name, text.getBytes(StandardCharsets.UTF_8), line, message);
  }

  private void bytes(String name, byte[] bytes, int line, String message) {
    files.add(new Hostile(shown(name), latin(bytes), 3, line, message));
  }

  private void accepted(String name, String text) {
    files.add(new Hostile(shown(name), latin(text.getBytes(StandardCharsets.UTF_8)), 0, 0, ""));
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String shown(String text) {
    String plain = text.replace("\n", "\\n").replaceAll("[^ -~]", "?");
    return plain.length() > 60 ? plain.substring(0, 60) + "..." : plain;
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joining() {
    return Collectors.joining();
  }

  @Test
  void aMarkAndLineEndsMakeNoDifference() throws IOException {
    Set<String> trees = new HashSet<>();
    List<String> variants = List.of(VALID, "\uFEFF" + VALID, VALID.replace("\n", "\r\n"));
    for (int i = 0; i < variants.size(); i++) {
      Path file = Files.writeString(scratch.resolve("b.yaml"), variants.get(i));
      Path out = scratch.resolve("out" + i);
      assertThat(run("generate", file.toString(), "-o", out.toString()).code()).isZero();
      trees.add(Files.readString(out.resolve("shop/blueprint.lock.json")));
    }
    assertThat(trees).hasSize(1);
  }

  @Test
  void noTagOpensAConnection() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listener.setSoTimeout(300);
      String payload =
          "tags: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL"
              + " [\"http://127.0.0.1:"
              + listener.getLocalPort()
              + "/\"]]]]";
      Path file = Files.writeString(scratch.resolve("b.yaml"), FRAME.formatted(payload, "x"));
      assertThat(run("validate", file.toString()).code()).isEqualTo(3);
      Assertions.assertThrows(SocketTimeoutException.class, listener::accept);
    }
  }

  @Test
  void whatIsTooLargeOrNoFileIsNotRead() throws IOException, InterruptedException {
    Path sparse = scratch.resolve("sparse.yaml");
    try (FileChannel channel =
        FileChannel.open(sparse, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 100L << 20);
    }
    Path pipe = scratch.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path gone = Files.createSymbolicLink(scratch.resolve("gone"), scratch.resolve("nowhere"));
    Path circle = scratch.resolve("circle");
    Files.createSymbolicLink(circle, circle);
    assertThat(judge(sparse.toString())).isEqualTo(3);
    for (Object none :
        List.of(pipe, gone, circle, scratch, "/dev/zero", "/dev/null", "/dev/stdin", "missing")) {
      assertThat(judge(none.toString())).as(none.toString()).isEqualTo(4);
    }
  }

  @Test
  void aLinkThatLeadsOutOfTheFolderIsNotLoaded() throws IOException {
    Path folder = Files.createDirectory(scratch.resolve("folder"));
    Path outside = Files.writeString(scratch.resolve("database.sql"), "CREATE TABLE t (n int);\n");
    Path blueprint =
        Files.writeString(
            folder.resolve("b.yaml"), Files.readString(LOADS).replace("tables/database", "tables"));
    Path file = folder.resolve("tables.sql");

    Files.copy(outside, file);
    assertThat(run("validate", blueprint.toString()).err()).doesNotContain("cannot load");
    Files.delete(file);
    Files.createSymbolicLink(file, outside);
    assertThat(run("validate", blueprint.toString()).err())
        .contains("cannot load `tables.sql`: it is no file of the blueprint's folder")
        .doesNotContain("CREATE TABLE");
  }

  private static int judge(String file) {
    return Assertions.assertTimeoutPreemptively(HANG, () -> run("validate", file).code());
  }

  @Test
  void aFileThatIsReplacedIsReadAsOneOfItsVersions() throws Exception {
    Path file = Files.writeString(scratch.resolve("b.yaml"), VALID);
    String broken = VALID.replace("region: eu-west-1", "region: nowhere");
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; !done.get(); i++) {
                replace(file, i % 2 == 0 ? broken : VALID);
              }
            });
    writer.start();
    Set<String> answers = new HashSet<>();
    try {
      for (int i = 0; i < 200; i++) {
        answers.add(blueprint.compile.BlueprintFile.read(file).file().text());
      }
    } finally {
      done.set(true);
      writer.join();
    }
    assertThat(answers).isSubsetOf(VALID, broken);
  }

  private void replace(Path file, String text) {
    try {
      Path next = Files.writeString(scratch.resolve("next"), text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aPathThatTheLocaleCannotWriteEndsInWords() throws Exception {
    Path folder = scratch.resolve("é");
    try {
      Files.createDirectories(folder);
    } catch (java.nio.file.InvalidPathException e) {
      return; // the tests themselves run in such a locale, and the other process would get nothing
    }
    Path file = Files.writeString(folder.resolve("β.yaml"), VALID);
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "blueprint.cli.Main",
            "validate",
            file.toString());
    java.environment().put("LC_ALL", "C");
    Process process = java.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isIn(0, 4);
    assertThat(said).doesNotContain("Exception", "\tat ");
  }

  private record Ran(int code, String err) {}

  private static Ran run(String... arguments) {
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), arguments);
    return new Ran(code, err.toString());
  }
}
