package blueprint.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program and its arguments, separated by spaces and quoted with {@code '...'} or {@code "..."}.
 * It is started without a shell: nothing is expanded, piped or redirected.
 */
public record CommandLine(List<String> words) {

  public CommandLine {
    words = List.copyOf(words);
  }

  /** Splits into words; empty when there are none or a quote is not closed. */
  static Optional<CommandLine> parse(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean open = false;
    char quote = 0;
    for (char c : text.strip().toCharArray()) {
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        open = true;
      } else if (c == ' ' || c == '\n' || c == '\t') {
        if (open) {
          words.add(word.toString());
          word.setLength(0);
          open = false;
        }
      } else {
        word.append(c);
        open = true;
      }
    }
    if (open) {
      words.add(word.toString());
    }
    return quote != 0 || words.isEmpty() ? Optional.empty() : Optional.of(new CommandLine(words));
  }

  /** The path or name of the program. */
  public String program() {
    return words.get(0);
  }
}
