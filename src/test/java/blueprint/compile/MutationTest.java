package blueprint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.JsonRenderer;
import blueprint.diagnostic.TextRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever a file holds, it is refused in words or planned. Mutants of real blueprints, from a
 * fixed seed; a failure names the mutant's number.
 */
final class MutationTest {

  private static final int BYTES = 2_500;
  private static final int STRUCTURES = 2_500;
  private static final String SIGNS = ":-[]{}\"'#&*!|>%@`,? \t\n$";
  private static final List<String> WORDS =
      List.of(
          "~",
          "null",
          "[]",
          "{}",
          "[a, b]",
          "{a: b}",
          "-1",
          "0",
          "1",
          "99999999999999999999",
          "1e999",
          "\"\"",
          "' '",
          "no",
          "${db.host}",
          "${secret.x}",
          "${app.port}",
          "$",
          "*x",
          "&x y",
          "!!str x",
          "!x",
          "<<",
          "10.0.0.0/0",
          "10.0.0.0/32",
          "255.255.255.255/31",
          "0s",
          "99999d",
          "app",
          "app.web",
          "a.b.c",
          "/",
          "/a/../b",
          "none",
          "per_zone",
          "\"\\u0000\"",
          "é",
          "😀",
          "ami-0123456789abcdef0",
          "{http: 80, to: app}",
          "\"${\"",
          "x".repeat(5_000),
          "[[[[[[[]]]]]]]");

  @Test
  void noMutantOfTheBytesEscapes() throws IOException {
    Random random = new Random(20_261_121);
    List<String> seeds = seeds();
    int planned = 0;
    for (int i = 0; i < BYTES; i++) {
      byte[] bytes = pick(seeds, random).getBytes(StandardCharsets.UTF_8);
      planned += tryOut(bytes(bytes, random), i) ? 1 : 0;
    }
    assertThat(planned).as("mutants that mean something").isGreaterThan(10);
  }

  @Test
  void noMutantOfTheStructureEscapes() throws IOException {
    Random random = new Random(20_261_122);
    List<String> seeds = seeds();
    int planned = 0;
    for (int i = 0; i < STRUCTURES; i++) {
      String text = pick(seeds, random);
      for (int j = random.nextInt(4); j >= 0; j--) {
        text = structure(text, random);
      }
      planned += tryOut(text.getBytes(StandardCharsets.UTF_8), i) ? 1 : 0;
    }
    assertThat(planned).as("mutants that mean something").isGreaterThan(10);
  }

  /** Whether the mutant was planned rather than refused. */
  private static boolean tryOut(byte[] bytes, int number) {
    try {
      Diagnostics found = new Diagnostics();
      boolean planned = FrontEnd.plans(bytes, found);
      assertThat(planned)
          .as("mutant " + number + " is refused or planned")
          .isEqualTo(!found.hasErrors());
      String shown = new TextRenderer(false).render(found.sorted());
      assertThat(shown).doesNotContain("\u001b").doesNotContain("{0}");
      assertThat(JsonRenderer.render(found.sorted())).endsWith("}\n");
      return planned;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(
          "mutant " + number + ":\n" + new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  private static byte[] bytes(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
        case 2 -> bytes = java.util.Arrays.copyOf(bytes, at + 1);
        case 3 -> {
          int other = random.nextInt(bytes.length);
          byte kept = bytes[at];
          bytes[at] = bytes[other];
          bytes[other] = kept;
        }
        default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return bytes;
  }

  private static String structure(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(6)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      case 2 -> lines.set(at, line.replaceFirst(": .*$", ": " + quoted(pick(WORDS, random))));
      case 3 -> lines.set(at, "  " + line);
      case 4 -> lines.set(at, line.replaceFirst("[a-z]", ""));
      default -> {
        String other = lines.get(random.nextInt(lines.size()));
        lines.set(at, line.replaceFirst("[a-z_]+:", quoted(other.strip().split(":", 2)[0]) + ":"));
      }
    }
    return lines.isEmpty() ? "x\n" : String.join("\n", lines) + "\n";
  }

  private static String quoted(String replacement) {
    return java.util.regex.Matcher.quoteReplacement(replacement);
  }

  private static <T> T pick(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static List<String> seeds() throws IOException {
    return List.of(
        Files.readString(Path.of("blueprints/sentry.yaml")),
        Files.readString(Path.of("src/test/resources/language/complete.yaml"))
            .replaceFirst("(?s)  existing:.*?(?=domain:)", ""),
        Files.readString(
            Path.of("src/test/resources/golden/load-balancer/unencrypted/blueprint.yaml")),
        Files.readString(Path.of("src/test/resources/golden/database/unprotected/blueprint.yaml")));
  }
}
