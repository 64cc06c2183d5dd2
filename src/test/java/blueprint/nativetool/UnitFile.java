package blueprint.nativetool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A unit as systemd reads it: systemd.syntax(7), and COMMAND LINES in systemd.service(5).
 *
 * <p>Refuses what a generated unit has no reason to use: line continuations, specifiers, variables.
 */
record UnitFile(Map<String, List<String>> settings) {

  static UnitFile read(Path file) throws IOException {
    Map<String, List<String>> settings = new LinkedHashMap<>();
    String section = "";
    for (String line : Files.readString(file).split("\n", -1)) {
      String text = line.strip();
      int equals = text.indexOf('=');
      if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
        continue;
      }
      if (text.endsWith("\\")) {
        throw new IllegalArgumentException("continued: " + line);
      }
      if (text.startsWith("[") && text.endsWith("]")) {
        section = text.substring(1, text.length() - 1);
      } else if (section.isEmpty() || equals < 1) {
        throw new IllegalArgumentException("no setting: " + line);
      } else {
        settings
            .computeIfAbsent(
                section + "." + text.substring(0, equals).strip(), key -> new ArrayList<>())
            .add(text.substring(equals + 1).strip());
      }
    }
    return new UnitFile(settings);
  }

  /** The only value of a setting, for example of {@code Service.User}. */
  String get(String key) {
    List<String> values = settings.getOrDefault(key, List.of());
    if (values.size() != 1) {
      throw new IllegalArgumentException(key + " is there " + values.size() + " times");
    }
    return values.get(0);
  }

  /** The value of a setting that may not be there. */
  String get(String key, String otherwise) {
    return settings.containsKey(key) ? get(key) : otherwise;
  }

  /** The words of {@code ExecStart}, as the program gets them. */
  List<String> command() {
    List<String> words = new ArrayList<>();
    String line = get("Service.ExecStart");
    int i = 0;
    while (i < line.length()) {
      if (line.charAt(i) == ' ') {
        i++;
        continue;
      }
      StringBuilder word = new StringBuilder();
      char quote = 0;
      int start = i;
      for (; i < line.length() && (quote != 0 || line.charAt(i) != ' '); i++) {
        char c = line.charAt(i);
        if (c == quote) {
          quote = 0;
        } else if (quote == 0 && (c == '"' || c == '\'')) {
          quote = c;
        } else if (c == '\\') {
          word.append(escaped(line.charAt(++i)));
        } else {
          word.append(c);
        }
      }
      if (quote != 0 || line.substring(start, i).equals(";")) {
        throw new IllegalArgumentException("two commands, or half a word: " + line);
      }
      words.add(expanded(expanded(word.toString(), '%'), '$'));
    }
    return words;
  }

  private static char escaped(char c) {
    if (c != '\\' && c != '"' && c != '\'') {
      throw new IllegalArgumentException("unexpected escape: \\" + c);
    }
    return c;
  }

  /** A sign that is doubled stands for itself; one that is not means something else. */
  private static String expanded(String word, char sign) {
    String twice = "" + sign + sign;
    if (word.replace(twice, "").indexOf(sign) >= 0) {
      throw new IllegalArgumentException("expanded by systemd: " + word);
    }
    return word.replace(twice, "" + sign);
  }
}
