package blueprint.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a step leaves for those after it. */
public sealed interface Yield {

  /** Nothing: whoever reads along sees the output. */
  record Nothing() implements Yield {}

  /**
   * What the command prints, as a variable.
   *
   * @param instead what holds when the answer is {@code None}
   * @param verdicts what answers mean, the first that fits; the last one fits all
   * @param attempts how often to ask while the verdict is to wait
   * @param pause seconds between
   * @param progress what says, in between, how far it is
   */
  record Answer(
      String variable,
      Optional<String> instead,
      List<Verdict> verdicts,
      int attempts,
      int pause,
      Optional<CommandLine> progress)
      implements Yield {

    public Answer {
      verdicts = List.copyOf(verdicts);
    }

    static Answer in(String variable) {
      return new Answer(
          variable, Optional.empty(), List.of(Verdict.good("")), 1, 0, Optional.empty());
    }

    /** The same where {@code None} stands for something. */
    Answer or(String text) {
      return new Answer(variable, Optional.of(text), verdicts, attempts, pause, progress);
    }

    /** The same with what answers mean; the last fits all. */
    Answer meaning(Verdict... meanings) {
      return new Answer(variable, instead, List.of(meanings), attempts, pause, progress);
    }

    /** The same, asked again and again. */
    Answer again(int times, int seconds) {
      return new Answer(variable, instead, verdicts, times, seconds, progress);
    }

    /** The same, and in between another command says how far it is. */
    Answer showing(CommandLine command) {
      return new Answer(variable, instead, verdicts, attempts, pause, Optional.of(command));
    }

    /** The value of what was printed. */
    public String value(String printed) {
      String text = printed.strip();
      return text.equals("None") ? instead.orElse(text) : text;
    }

    /** What a value means. */
    public Verdict verdict(String value) {
      return Verdict.on(value, verdicts);
    }
  }

  /**
   * The exit code, as a variable.
   *
   * @param accepted those that are no failure
   */
  record Code(String variable, Set<Integer> accepted) implements Yield {
    public Code {
      accepted = Set.copyOf(accepted);
    }
  }

  /** What the command prints, as a file in the private folder. */
  record Document(String name) implements Yield {}
}
