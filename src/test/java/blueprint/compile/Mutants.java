package blueprint.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** Damaged blueprints: the same seed makes the same ones. */
final class Mutants {

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

  private final Random random;
  private final List<String> seeds;

  Mutants(long seed, List<String> seeds) {
    this.random = new Random(seed);
    this.seeds = seeds;
  }

  /** All blueprints that are shipped, and those of the goldens that compile. */
  static List<String> seeds() {
    try (Stream<Path> shipped = Files.walk(Path.of("blueprints"));
        Stream<Path> goldens = Files.walk(Path.of("src/test/resources/golden"))) {
      Stream<Path> compiling =
          goldens
              .filter(path -> path.endsWith("blueprint.yaml"))
              .filter(path -> Files.isDirectory(path.resolveSibling("expected")));
      List<String> seeds = new ArrayList<>();
      Stream.concat(shipped.filter(path -> path.toString().endsWith(".yaml")), compiling)
          .sorted()
          .forEach(path -> seeds.add(text(path)));
      seeds.add(
          text(Path.of("src/test/resources/language/complete.yaml"))
              .replaceFirst("(?s)  existing:.*?(?=domain:)", ""));
      return seeds;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A blueprint with one to three bytes changed, swapped or cut off. */
  byte[] ofBytes() {
    byte[] bytes = pick(seeds).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
        case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
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

  /** A blueprint with one to four lines lost, repeated, moved or given another value or key. */
  byte[] ofStructure() {
    String text = pick(seeds);
    for (int i = random.nextInt(4); i >= 0; i--) {
      text = structure(text);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String structure(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(6)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      case 2 -> lines.set(at, line.replaceFirst(": .*$", ": " + quoted(pick(WORDS))));
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
    return Matcher.quoteReplacement(replacement);
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
