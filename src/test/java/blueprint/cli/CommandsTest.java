package blueprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands print and return, called in process. */
final class CommandsTest {

  private static final String VALID =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      images:
        base:
          from: ubuntu-24.04
          recipe:
            - user: web
            - {file: /app/web, content: exec sleep 1d, mode: 0755}
      tiers:
        app:
          instances:
            image: base
            services: {web: {run: /app/web, user: web}}
      """;

  @TempDir private Path scratch;

  @Test
  void aValidBlueprintSaysNothing() throws IOException {
    assertThat(run("validate", file(VALID))).isEqualTo(new Ran(0, "", ""));
  }

  @Test
  void anInvalidBlueprintIsExitCodeThree() throws IOException {
    Ran ran = run("validate", file("nothing: here\n"));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("error[unknown-key]");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void machinesReadDiagnosticsAsJson() throws IOException {
    assertThat(run("validate", "--diagnostics=json", file("nothing: here\n")).err())
        .startsWith("{\"version\":1,\"diagnostics\":[{\"severity\":\"error\",");
    assertThat(run("validate", "--diagnostics", "json", file(VALID)).err())
        .isEqualTo("{\"version\":1,\"diagnostics\":[]}\n");
  }

  @Test
  void aFileBeyondTheLimitIsRefusedWithoutBeingRead() throws IOException {
    Path large = scratch.resolve("large.yaml");
    try (var channel =
        java.nio.channels.FileChannel.open(
            large,
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(new byte[] {'\n'}), 400L << 20);
    }
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          Ran ran = run("validate", large.toString());
          assertThat(ran.code()).isEqualTo(3);
          assertThat(ran.err()).contains("error[file-too-large]: the file is larger than 1 MiB");
        });
  }

  @Test
  void whatIsNoFileIsExitCodeFour() throws IOException, InterruptedException {
    Path pipe = scratch.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path broken = Files.createSymbolicLink(scratch.resolve("broken"), scratch.resolve("gone"));
    for (String name :
        List.of(
            scratch.resolve("missing.yaml").toString(),
            scratch.toString(),
            pipe.toString(),
            broken.toString(),
            "/dev/zero",
            "")) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> {
            Ran ran = run("validate", name);
            assertThat(ran.code()).as(name + ran.err()).isEqualTo(4);
            assertThat(ran.err()).startsWith("blueprint: ").contains(name);
          });
    }
  }

  @Test
  void aFileNameCannotSteerTheTerminal() {
    Ran ran = run("validate", scratch.resolve("\u001b[2J.yaml").toString());
    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.err()).doesNotContain("\u001b").contains("\\x1b[2J.yaml");
    assertThat(run("validate", "--\u001b[2J").err()).doesNotContain("\u001b");
  }

  @Test
  void wrongUsageIsExitCodeSixtyFour() {
    for (List<String> arguments :
        List.of(
            List.of(""),
            List.of("validate"),
            List.of("validat", "x"),
            List.of("validate", "--no-such-option", "x"),
            List.of("validate", "--diagnostics=xml", "x"))) {
      Ran ran = run(arguments.toArray(String[]::new));
      assertThat(ran.code()).as(arguments.toString()).isEqualTo(64);
      assertThat(ran.err()).startsWith("blueprint: ").contains("hint: ").doesNotContain("\tat ");
    }
    assertThat(run().code()).isEqualTo(64);
  }

  @Test
  void everyCommandExplainsItself() {
    for (String command :
        List.of("explain", "graph", "generate", "check", "validate", "schema", "doctor")) {
      Ran ran = run(command, "--help");
      assertThat(ran.code()).isZero();
      assertThat(ran.out()).contains("Usage: blueprint " + command);
      assertThat(run("--help").out()).contains("  " + command);
    }
    assertThat(run("--version").out()).startsWith("blueprint ");
  }

  @Test
  void explainLeadsFromThePlaceToTheBlockAndBack() throws IOException {
    String file = file(VALID);
    assertThat(run("explain", file, "tiers.app.image").out())
        .contains(file + ":13:7", "13 |       image: base", "|       ^^^^^", "local.base_image_id");
    assertThat(run("explain", file, "aws_launch_template.app").out())
        .contains("out/shop/terraform/app.tf:", "comes from\n  tiers.app  " + file + ":11:3");
    assertThat(run("explain", file, "out/shop/terraform/app.tf:1").out())
        .contains("aws_security_group.app");
    assertThat(run("explain", file).out().lines())
        .anyMatch(line -> line.matches("tiers\\.app\\.scale +aws_autoscaling_group\\.app  out/.*"));
    assertThat(run("explain", "--format=json", file, "tiers.app").out())
        .startsWith("{\n  \"version\": 1,\n  \"place\": {\n    \"path\": \"tiers.app\",");
  }

  @Test
  void explainReadsWhatAToolPrinted() throws IOException {
    Path log =
        Files.writeString(
            scratch.resolve("log"),
            "Error: creating: VcpuLimitExceeded: no\n\n  with aws_launch_template.app,\n");
    Ran ran = run("explain", file(VALID), "--error", log.toString());
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            "error: creating: VcpuLimitExceeded: no\n", "tiers.app.type", "cause: ", "next: ");
    assertThat(run("explain", file(VALID), "--error", scratch.toString()).code()).isEqualTo(4);
    assertThat(run("explain", file(VALID), "--error", scratch.resolve("gone").toString()).code())
        .isEqualTo(4);
  }

  @Test
  void explainSaysWhenTheFolderIsSomethingElse() throws IOException {
    String out = scratch.resolve("out\u001b[2J").toString();
    assertThat(run("generate", file(VALID), "-o", out).code()).isZero();
    assertThat(run("explain", file(VALID), "tiers.app", "-o", out).err()).isEmpty();
    Files.writeString(Path.of(out, "shop", "README.md"), "mine");
    assertThat(run("explain", file(VALID), "tiers.app", "-o", out).err())
        .startsWith("note: ")
        .contains("is not what this blueprint yields")
        .doesNotContain("\u001b");
    assertThat(run("explain", "--diagnostics=json", file(VALID), "tiers.app", "-o", out).err())
        .startsWith("{\"version\":");
  }

  @Test
  void explainOffersTheNearestNameForAnUnknownOne() throws IOException {
    Ran ran = run("explain", file(VALID), "tiers.app.imge");
    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err())
        .contains("`tiers.app.imge` is neither", "did you mean `tiers.app.image`?");
    assertThat(run("explain", file(VALID), "\u001b[2J").err()).doesNotContain("\u001b");
    assertThat(run("explain", file("nothing: here\n"), "tiers").code()).isEqualTo(3);
    assertThat(run("explain", file(VALID), "tiers", "--error", "-").code()).isEqualTo(64);
  }

  @Test
  void graphPrintsOrWritesAPicture() throws IOException {
    String file = file(VALID);
    assertThat(run("graph", file).out()).startsWith("flowchart TB\n").contains("tier_app -- 443");
    Path picture = scratch.resolve("shop.svg");
    assertThat(run("graph", "--format", "svg", file, "-o", picture.toString()))
        .isEqualTo(new Ran(0, "", ""));
    assertThat(Files.readString(picture)).isEqualTo(run("graph", "--format=svg", file).out());
    assertThat(Files.readString(picture)).startsWith("<svg ").endsWith("</svg>\n");
    assertThat(run("graph", file, "-o", scratch.toString()).code()).isEqualTo(4);
    assertThat(run("graph", file, "-o", scratch.resolve("no/shop.svg").toString()).code())
        .isEqualTo(4);
    assertThat(run("graph", file, "--format=png").code()).isEqualTo(64);
    assertThat(run("graph", file("nothing: here\n")).code()).isEqualTo(3);
  }

  @Test
  void aPictureCountsZonesAsPeopleDo() throws IOException {
    String one = file(VALID + "network: {zones: 1, nat: per_zone}\n");
    assertThat(run("graph", one).out()).contains(", 1 zone\"]").doesNotContain("1 zones");
    assertThat(run("graph", "--format=svg", one).out())
        .contains(">NAT gateway<", ">zone a<")
        .doesNotContain("NAT gateways", "zones");
    String two = file(VALID + "network: {zones: 2, nat: per_zone}\n");
    assertThat(run("graph", two).out()).contains(", 2 zones\"]");
    assertThat(run("graph", "--format=svg", two).out()).contains(">NAT gateways<", ">zones a, b<");
  }

  @Test
  void theSchemaIsPrintedForEditorsAndForPeople() {
    assertThat(run("schema").out()).startsWith("{\n").endsWith("}\n");
    assertThat(run("schema", "--markdown").out()).startsWith("# The blueprint language\n");
  }

  @Test
  void generateWritesAndCheckCompares() throws IOException {
    String file = file(VALID);
    String out = scratch.resolve("out").toString();
    assertThat(run("check", file, "-o", out).code()).isEqualTo(2);
    assertThat(run("generate", file, "-o", out).code()).isZero();
    assertThat(run("generate", file, "-o", out).out()).contains("unchanged");
    assertThat(run("check", file, "-o", out).code()).isZero();
    Files.writeString(scratch.resolve("out/shop/README.md"), "mine");
    Ran check = run("check", file, "-o", out);
    assertThat(check.code()).isEqualTo(2);
    assertThat(check.out()).contains("README.md was edited by hand");
    Ran again = run("generate", file, "-o", out);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("README.md was edited by hand", "hint: ");
    assertThat(scratch.resolve("out/shop/README.md")).hasContent("mine");
    assertThat(run("generate", "--force", file, "-o", out).code()).isZero();
    assertThat(run("check", file, "-o", out).code()).isZero();
  }

  @Test
  void anInterruptedRunIsNamedAndTheNextOneCompletesIt() throws IOException {
    String file = file(VALID);
    String out = scratch.resolve("out").toString();
    assertThat(run("generate", file, "-o", out).code()).isZero();
    Path lock = scratch.resolve("out/shop/blueprint.lock.json");
    // as a run leaves it that was killed after the lock file and one other
    Path changed = scratch.resolve("out/shop/terraform/app.tf");
    String before = Files.readString(changed);
    Files.writeString(changed, "# what the killed run wrote\n");
    Files.writeString(
        lock,
        Files.readString(lock)
            .replaceFirst(
                "\\{",
                "{\"unfinished\": \"\", \"before\": {\"terraform/app.tf\": [\""
                    + sha256("# what the killed run wrote\n")
                    + "\"]},"));
    Ran check = run("check", file, "-o", out);
    assertThat(check.code()).isEqualTo(2);
    assertThat(check.err()).contains("was interrupted", "run `blueprint generate` again");
    assertThat(run("generate", file, "-o", out).out()).contains("had been interrupted");
    assertThat(changed).hasContent(before);
    assertThat(run("check", file, "-o", out).code()).isZero();
  }

  @Test
  void anEditIsShownWithThePathThatItsLinesComeFrom() throws IOException {
    String file = file(VALID);
    String out = scratch.resolve("out").toString();
    assertThat(run("generate", file, "-o", out).code()).isZero();
    Path edited = scratch.resolve("out/shop/terraform/app.tf");
    String text = Files.readString(edited);
    Files.writeString(edited, text.replaceFirst("max_size +=", "max_size=\u001b[2J"));
    assertThat(run("check", file, "-o", out).out())
        .contains("--- as it is\n+++ as the blueprint makes it\n@@ -")
        .contains(" @@ tiers.app")
        .containsPattern("\n-  max_size=.x1b.2J [0-9]+\n")
        .containsPattern("\n\\+  max_size +=")
        .doesNotContain("\u001b");
    Files.writeString(edited, text.replace("\n", "\r\n"));
    assertThat(run("check", file, "-o", out).out()).contains("only its line ends differ");
    Files.writeString(edited, "\ufeff" + text);
    assertThat(run("check", file, "-o", out).out()).contains("only a byte order mark");
  }

  private static String sha256(String text) {
    return blueprint.output.OutputFile.plain(text).digest();
  }

  @Test
  void nothingIsWrittenWhenOneOfSeveralIsInvalid() throws IOException {
    Path other = Files.writeString(scratch.resolve("other.yaml"), "nothing: here\n");
    Path out = scratch.resolve("out");
    assertThat(run("generate", file(VALID), other.toString(), "-o", out.toString()).code())
        .isEqualTo(3);
    assertThat(out).doesNotExist();
  }

  @Test
  void twoBlueprintsOfOneNameAreRefused() throws IOException {
    Path other = Files.writeString(scratch.resolve("other.yaml"), VALID);
    Path out = scratch.resolve("out");
    Ran ran = run("generate", file(VALID), other.toString(), "-o", out.toString());
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("two of the blueprints are called `shop`");
    assertThat(out).doesNotExist();
  }

  @Test
  void anOutputThatCannotBeWrittenIsExitCodeFour() throws IOException {
    Path out = Files.writeString(scratch.resolve("out"), "a file");
    assertThat(run("generate", file(VALID), "-o", out.toString()).code()).isEqualTo(4);
    assertThat(out).hasContent("a file");
  }

  private String file(String text) throws IOException {
    return Files.writeString(scratch.resolve("shop.yaml"), text).toString();
  }

  private static Ran run(String... arguments) {
    return Ran.of(arguments);
  }
}
