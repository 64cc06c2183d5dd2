package blueprint.explain;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.compile.Compilation.Output;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The known causes, each against a message that a tool really printed. */
final class CausesTest {

  private static final Path SAMPLES = Path.of("src/test/resources/errors");

  @Test
  void everyCauseHasARealMessage() throws IOException {
    Set<String> ids = new TreeSet<>();
    Causes.all().forEach(cause -> assertThat(ids.add(cause.id())).as(cause.id()).isTrue());
    Set<String> samples = new TreeSet<>();
    for (Path sample : samples()) {
      samples.add(sample.getFileName().toString().replace(".txt", ""));
    }
    assertThat(ids).isEqualTo(samples).hasSizeGreaterThan(35);
  }

  @Test
  void everyRealMessageHasItsCauseAndNoOther() throws IOException {
    for (Path sample : samples()) {
      String text = Files.readString(sample);
      assertThat(text).as(sample + " names its page").startsWith("# https://");
      String message = text.substring(text.indexOf('\n') + 1);
      String id = sample.getFileName().toString().replace(".txt", "");
      List<Finding> findings = read(message, nothing()).findings();
      assertThat(findings.stream().flatMap(f -> f.cause().stream()).map(Cause::id).distinct())
          .as(sample.toString())
          .containsExactly(id);
    }
  }

  @Test
  void everyCauseSaysWhatToDoAndWhereItIsFrom() {
    for (Cause cause : Causes.all()) {
      assertThat(cause.says()).as(cause.id()).isNotEmpty().allMatch(word -> word.length() >= 5);
      assertThat(cause.source()).as(cause.id()).startsWith("https://");
      for (String words : List.of(cause.cause(), cause.next())) {
        assertThat(words).as(cause.id()).isNotBlank().doesNotEndWith(".");
        assertThat(words.substring(0, 1)).as(cause.id()).matches("[a-z]|[A-Z]|`");
      }
    }
  }

  @Test
  void anUnknownErrorIsSaidToBeUnknownAndIsStillMapped() throws IOException {
    SourceMap map = everything();
    Finding finding =
        read(
                """
                ╷
                │ Error: Something that nobody has seen
                │\s
                │   with aws_subnet.web["a"],
                │   on network.tf line 62, in resource "aws_subnet" "web":
                ╵
                """,
                map)
            .findings()
            .get(0);
    assertThat(finding.message()).isEqualTo("Something that nobody has seen");
    assertThat(finding.cause()).isEmpty();
    assertThat(finding.origins().get(0).addresses()).containsExactly("aws_subnet.web");
    assertThat(finding.places()).extracting(Place::path).contains("tiers.web.subnet");
    assertThat(finding.places().get(0).written()).isTrue();
    assertThat(Explainer.text(map, "out/shop").errors(read("Error: x\n", map)))
        .contains("not one that is known", "it names no part of this output");
  }

  @Test
  void aKnownErrorIsMappedToTheKeysThatItIsAbout() throws IOException {
    SourceMap map = everything();
    Finding finding =
        read(
                """
                Error: creating EC2 Instance: VcpuLimitExceeded: You have requested more vCPU capacity

                  with aws_launch_template.web,
                  on web.tf line 120, in resource "aws_launch_template" "web":
                """,
                map)
            .findings()
            .get(0);
    assertThat(finding.places())
        .extracting(Place::path)
        .containsExactly("tiers.web.type", "tiers.web.scale");
    assertThat(finding.places().get(0).span().start().line()).isEqualTo(39);
  }

  @Test
  void packersMessagesLeadToTheImage() throws IOException {
    SourceMap map = everything();
    for (String line :
        List.of(
            "==> base: Timeout waiting for SSH.",
            "    base: E: Could not get lock /var/lib/dpkg/lock-frontend",
            "Build 'base' errored after 6 minutes: Timeout waiting for SSH.")) {
      Finding finding = read(line + "\n", map).findings().get(0);
      assertThat(finding.origins()).as(line).extracting(o -> o.file()).contains("packer/base.json");
      assertThat(finding.places())
          .as(line)
          .extracting(Place::path)
          .allMatch(p -> p.startsWith("images.base."));
    }
  }

  @Test
  void aFileOfTheMachineIsFoundInTheOutput() throws IOException {
    Finding finding =
        read(
                "shop-clock.service: Failed to start /etc/systemd/system/shop-clock.service\n",
                everything())
            .findings()
            .get(0);
    assertThat(finding.places())
        .extracting(Place::path)
        .containsExactly("tiers.web.services.clock");
  }

  @Test
  void whatIsNoErrorIsPassedOver() throws IOException {
    String fine =
        """
        aws_lb.front: Creating...
        aws_lb.front: Creation complete after 2m31s [id=arn:aws:elasticloadbalancing]
        Warning: Deprecated attribute

          on web.tf line 12, in resource "aws_lb" "front":

        Apply complete! Resources: 3 added, 0 changed, 0 destroyed.
        """;
    assertThat(read(fine, everything()).findings()).isEmpty();
  }

  private static ErrorReader.Result read(String text, SourceMap map) throws IOException {
    return ErrorReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), map);
  }

  private static SourceMap nothing() {
    return new SourceMap(
        List.of(), YamlReader.read(new SourceFile("b.yaml", "name: shop\n")).root().orElseThrow());
  }

  private static SourceMap everything() throws IOException {
    Output output = Compiled.texts(List.of(Files.readString(Compiled.EVERYTHING))).get(0);
    return Compiled.map(output);
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> list = Files.list(SAMPLES)) {
      return list.filter(path -> path.toString().endsWith(".txt")).sorted().toList();
    }
  }
}
