package blueprint.pipeline;

import blueprint.pipeline.Verdict.Meaning;
import blueprint.text.Shell;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Steps as lines for a POSIX shell. The whole stands in parentheses, so that a failure ends it and
 * not the shell that it is pasted into.
 */
final class ShellScript {

  private static final String INDENT = "  ";

  private static final List<String> START = List.of("set -eu", "umask 077");

  private static final Set<Step.Effect> CHANGES =
      EnumSet.of(Step.Effect.LIFT, Step.Effect.CHANGE, Step.Effect.SWITCH);

  private ShellScript() {}

  /** All of it in parentheses. */
  static String of(Pipeline pipeline, String folder) {
    List<String> lines = new ArrayList<>(START);
    lines.add("cd -- " + quoted(folder));
    lines.addAll(head(pipeline));
    lines.addAll(lines(pipeline.steps()));
    return inParentheses(lines);
  }

  /** The same in the folder, with a question before the first change. */
  static String asking(Pipeline pipeline) {
    List<Step> steps = pipeline.steps();
    int change = 0;
    while (change < steps.size() && !CHANGES.contains(steps.get(change).effect())) {
      change++;
    }
    List<String> lines = new ArrayList<>(START);
    lines.addAll(head(pipeline));
    lines.addAll(lines(steps.subList(0, change)));
    lines.add("");
    lines.add("printf '%s' " + Shell.quote("go on? yes or no: ").text());
    lines.add("read -r answer </dev/tty");
    lines.add("test \"$answer\" = yes");
    lines.addAll(lines(steps.subList(change, steps.size())));
    return inParentheses(lines);
  }

  private static String inParentheses(List<String> lines) {
    return lines.stream()
        .map(line -> line.isEmpty() ? "" : INDENT + line)
        .collect(Collectors.joining("\n", "(\n", "\n)\n"));
  }

  /** What comes before the first step. */
  static List<String> head(Pipeline pipeline) {
    String exports =
        pipeline.environment().entrySet().stream()
            .map(v -> v.getKey() + "=" + (v.getValue().isEmpty() ? "" : quoted(v.getValue())))
            .collect(Collectors.joining(" "));
    return List.of(
        "export " + exports,
        Word.WORK + "=$(mktemp -d)",
        Word.RUN + "=$(date -u +%Y%m%d%H%M%S)",
        "trap 'rm -rf \"$" + Word.WORK + "\"' EXIT");
  }

  /** Steps, each after an empty line; what has the same condition stands together. */
  static List<String> lines(List<Step> steps) {
    return lines(steps, 0);
  }

  private static List<String> lines(List<Step> steps, int depth) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < steps.size(); ) {
      Step step = steps.get(i);
      lines.add("");
      if (step.conditions().size() <= depth) {
        lines.add("# " + step.title());
        lines.addAll(body(step));
        i++;
        continue;
      }
      Condition condition = step.conditions().get(depth);
      List<Step> group = group(steps.subList(i, steps.size()), condition, depth);
      lines.addAll(under(condition, lines(group, depth + 1)));
      i += group.size();
    }
    return lines;
  }

  /** The first steps under a condition, up to one that may change whether it is met. */
  private static List<Step> group(List<Step> steps, Condition condition, int depth) {
    List<Step> group = new ArrayList<>();
    for (Step step : steps) {
      if (step.conditions().size() <= depth || !step.conditions().get(depth).equals(condition)) {
        break;
      }
      group.add(step);
      if (step.yields() instanceof Yield.Answer a && a.variable().equals(condition.variable())) {
        break;
      }
    }
    return group;
  }

  private static List<String> under(Condition condition, List<String> body) {
    List<String> lines = new ArrayList<>();
    String pattern = "*" + quoted(condition.text()) + "*)";
    lines.add("case \"$" + condition.variable() + "\" in");
    lines.add(INDENT + pattern + (condition.holds() ? "" : " ;;"));
    if (!condition.holds()) {
      lines.add(INDENT + "*)");
    }
    body.stream().skip(1).forEach(line -> lines.add(line.isEmpty() ? "" : INDENT + INDENT + line));
    lines.add(INDENT + INDENT + ";;");
    lines.add("esac");
    return lines;
  }

  private static List<String> body(Step step) {
    String command = step.command().shell();
    Yield yields = step.yields();
    if (yields instanceof Yield.Answer answer) {
      return answer(command, answer);
    }
    if (yields instanceof Yield.Code code) {
      String name = code.variable();
      return List.of(
          name + "=0",
          command + " || " + name + "=$?",
          "case \"$"
              + name
              + "\" in "
              + code.accepted().stream()
                  .sorted()
                  .map(String::valueOf)
                  .collect(Collectors.joining("|"))
              + ") ;; *) false ;; esac");
    }
    if (yields instanceof Yield.Document document) {
      return List.of(command + " >" + Word.inWork(document.name()).shell());
    }
    return List.of(command);
  }

  private static List<String> answer(String command, Yield.Answer answer) {
    String name = answer.variable();
    List<String> ask = new ArrayList<>(List.of(name + "=$(" + command + ")"));
    answer
        .instead()
        .ifPresent(
            text -> ask.add("test \"$" + name + "\" != None || " + name + "=" + quoted(text)));
    if (answer.attempts() == 1) {
      if (answer.verdicts().stream().anyMatch(v -> v.meaning() == Meaning.FAILS)) {
        ask.addAll(verdicts(answer, "", "false"));
      }
      return ask;
    }
    List<String> loop = new ArrayList<>();
    loop.add("left=" + answer.attempts());
    loop.add("while :; do");
    ask.addAll(verdicts(answer, "break ", "false; break"));
    answer.progress().ifPresent(line -> ask.add(line.shell()));
    ask.add("left=$((left - 1))");
    ask.add("case \"$left\" in 0) false; break ;; esac");
    ask.add("sleep " + answer.pause());
    ask.forEach(line -> loop.add(INDENT + line));
    loop.add("done");
    return loop;
  }

  private static List<String> verdicts(Yield.Answer answer, String good, String fails) {
    List<String> lines = new ArrayList<>();
    lines.add("case \"$" + answer.variable() + "\" in");
    for (Verdict verdict : answer.verdicts()) {
      String pattern = verdict.text().isEmpty() ? "*" : "*" + quoted(verdict.text()) + "*";
      String then =
          switch (verdict.meaning()) {
            case GOOD -> good;
            case WAIT -> "";
            case FAILS -> fails + " ";
          };
      lines.add(INDENT + pattern + ") " + then + ";;");
    }
    lines.add("esac");
    return lines;
  }

  private static String quoted(String text) {
    return Shell.readable(text).text();
  }
}
