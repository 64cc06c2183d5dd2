package blueprint.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Text that means something in one language or another; the same in every run. */
public final class AwkwardStrings {

  private static final List<String> PIECES =
      List.of(
          "${",
          "%{",
          "$${",
          "%%{",
          "}",
          "$",
          "%",
          "{",
          "~",
          "\"",
          "'",
          "\\",
          "\\n",
          "\n",
          "\t",
          "`",
          "#",
          "//",
          "/*",
          ";",
          "&&",
          "|",
          "<",
          ">",
          "$(",
          "EOT",
          "\nEOT\n",
          "file(\"/etc/hostname\")",
          "if true",
          "endif",
          "a",
          "Z",
          "0",
          " ",
          "  ",
          "é",
          "ß",
          "日本",
          "😀",
          "\u00a0",
          "!",
          "*",
          "_",
          "[",
          "]",
          "-",
          "--",
          "=",
          "{{",
          "}}",
          "${TfToken[TOKEN.0]}",
          "u0041",
          "\u007f",
          "\u0001");

  private AwkwardStrings() {}

  /** So many of them, in NFC. */
  public static List<String> some(int count) {
    Random random = new Random(20);
    return Stream.generate(() -> one(random)).limit(count).toList();
  }

  /** So many of them that are one line without control characters. */
  public static List<String> someLines(int count) {
    Random random = new Random(21);
    return Stream.generate(() -> one(random))
        .filter(text -> text.chars().noneMatch(Character::isISOControl))
        .limit(count)
        .toList();
  }

  private static String one(Random random) {
    StringBuilder out = new StringBuilder();
    int length = random.nextInt(9);
    for (int i = 0; i < length; i++) {
      out.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }
}
