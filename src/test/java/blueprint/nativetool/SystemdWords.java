package blueprint.nativetool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command lines of a unit, as systemd itself has read them: its own record of the unit. */
final class SystemdWords {

  private static final String SHOWN = "Command Line:";
  private static final Pattern WORD = Pattern.compile(" (?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^ ]*))");

  private SystemdWords() {}

  /**
   * All words, those of the first command first; a variable's {@code $$} is halved at start only.
   */
  static List<String> of(Path unit, Path scratch) throws IOException, InterruptedException {
    Path copy = Files.copy(unit, scratch.resolve("read.service"));
    ToolRun run =
        ToolRun.in(
            scratch,
            Map.of("SYSTEMD_LOG_LEVEL", "debug", "SYSTEMD_PAGER", ""),
            Duration.ofMinutes(1),
            NativeTools.require("systemd-analyze"),
            "verify",
            "--man=no",
            "./" + copy.getFileName());
    List<String> words = new ArrayList<>();
    run.out()
        .lines()
        .map(String::stripLeading)
        .filter(line -> line.startsWith(SHOWN))
        .forEach(line -> words.addAll(words(line.substring(SHOWN.length()))));
    return words;
  }

  /** It shows words in quotes where they need it. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      boolean quoted = word.group(1) != null;
      words.add(quoted ? word.group(1).replaceAll("\\\\(.)", "$1") : word.group(2));
    }
    return words;
  }
}
