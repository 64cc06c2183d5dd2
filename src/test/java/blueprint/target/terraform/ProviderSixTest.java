package blueprint.target.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.target.terraform.SchemaProblem.Kind;
import blueprint.target.terraform.TestHclReader.Top;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is committed suits both ends of the provider versions that it allows: {@code validate} runs
 * with 5.100 only, so that version 6 is known from the shipped schema.
 */
class ProviderSixTest {

  private static final SchemaCheck CHECK = new SchemaCheck(ProviderSchema.bundled());
  private static final Pattern START =
      Pattern.compile("^(resource|data) \"aws_", Pattern.MULTILINE);

  static List<Path> folders() throws IOException {
    try (Stream<Path> stacks = Files.list(Path.of("out"))) {
      return stacks
          .map(stack -> stack.resolve("terraform"))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyBlockSuitsVersionsFiveAndSix(Path folder) throws IOException {
    List<String> problems = new ArrayList<>();
    int blocks = 0;
    int starts = 0;
    for (Path file : files(folder)) {
      String text = Files.readString(file);
      starts += (int) START.matcher(text).results().count();
      for (Top block : TestHclReader.read(text)) {
        // The package that the schema comes from says nothing of ephemeral resources.
        if (block.words().size() == 3 && !block.words().get(0).equals("ephemeral")) {
          blocks++;
          for (SchemaProblem problem : check(block)) {
            problems.add(
                file.getFileName() + " " + String.join(".", block.words()) + ": " + problem);
          }
        }
      }
    }

    assertThat(problems).isEmpty();
    assertThat(blocks).as("blocks that were checked").isEqualTo(starts).isGreaterThan(10);
  }

  /** The first line suits version 5 only, the last version 6 only. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          aws_eip      | vpc = true                            | ONLY_IN_V5
          aws_eip      | domian = "vpc"                        | UNKNOWN_ATTRIBUTE
          aws_eip      | tags { Name = "x" }                   | ATTRIBUTE_EXPECTED
          aws_instance | root_block_device { volume_sise = 8 } | UNKNOWN_ATTRIBUTE
          aws_lb       | subnets = "subnet-1" # ["a"]          | WRONG_TYPE
          aws_eip      | region = local.region                 | ONLY_IN_V6
          """)
  void aPlantedFaultIsFound(String type, String line, Kind kind) {
    String text =
        "# a comment { \"\nresource \"%s\" \"x\" {\n  count = length([1, 2])\n  %s\n}\n"
            .formatted(type, line);

    assertThat(TestHclReader.read(text)).hasSize(1);
    assertThat(check(TestHclReader.read(text).get(0)))
        .extracting(SchemaProblem::kind)
        .contains(kind);
  }

  @Test
  void theReaderTellsLiteralsFromExpressions() {
    Map<String, Object> body =
        TestHclReader.read(
                """
                locals {
                  text   = "a ${join(",", ["}", "\\"]"])} $${b} #c" # not this
                  number = 8
                  list   = [1, true, var.x, "y",]
                  object = {
                    "a b" = { c = null }
                    d     = x ? 1 : 2
                  }
                  lines = [
                    # one
                    "1",
                  ]
                  sum = f(1,
                  2) + 3
                  dynamic "tag" {
                    for_each = { for k, v in local.t : k => v }
                  }
                }
                """)
            .get(0)
            .body();

    assertThat(body)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "text",
                "a ${join(\",\", [\"}\", \"\\\"]\"])} $${b} #c",
                "number",
                8L,
                "list",
                List.of(1L, true, "${var.x}", "y"),
                "object",
                Map.of("a b", Map.of("c", "${null}"), "d", "${x ? 1 : 2}"),
                "lines",
                List.of("1"),
                "sum",
                "${f(1,\n  2) + 3}",
                "dynamic",
                List.of(Map.of("tag", Map.of("for_each", "${{ for k, v in local.t : k => v }}")))));
  }

  private static List<SchemaProblem> check(Top block) {
    return CHECK.check(block.words().get(0), block.words().get(1), block.body());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".tf")).sorted().toList();
    }
  }
}
