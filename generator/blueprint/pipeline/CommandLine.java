package blueprint.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program and its arguments, run in the generated folder.
 *
 * @param minutes how long it may take at most
 */
public record CommandLine(Tool tool, List<Word> words, int minutes) {

  public CommandLine {
    words = List.copyOf(words);
  }

  /** A command line of text; each argument is one word. */
  static CommandLine of(Tool tool, int minutes, String... arguments) {
    return new CommandLine(tool, Arrays.stream(arguments).map(Word::of).toList(), minutes);
  }

  /** The same with arguments behind. */
  CommandLine with(String... arguments) {
    return with(Arrays.stream(arguments).map(Word::of).toArray(Word[]::new));
  }

  /** The same with arguments behind. */
  CommandLine with(Word... arguments) {
    List<Word> all = new ArrayList<>(words);
    all.addAll(List.of(arguments));
    return new CommandLine(tool, all, minutes);
  }

  /** The arguments as the tool gets them. */
  public List<String> arguments(Map<String, String> values) {
    return words.stream().map(word -> word.filled(values)).toList();
  }

  /** Whether all values that it needs are there. */
  public boolean isReady(Map<String, String> values) {
    return words.stream().allMatch(word -> word.isReady(values));
  }

  /** What is typed in a POSIX shell. */
  public String shell() {
    return Stream.concat(Stream.of(tool.program()), words.stream().map(Word::shell))
        .collect(Collectors.joining(" "));
  }
}
