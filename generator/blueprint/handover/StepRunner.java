package blueprint.handover;

import blueprint.handover.HandoverException.Reason;
import blueprint.pipeline.CommandLine;
import blueprint.pipeline.Step;
import blueprint.pipeline.Tool;
import blueprint.pipeline.Verdict;
import blueprint.pipeline.Word;
import blueprint.pipeline.Yield;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs one step after the other: its tool, once or until its answer will do. */
final class StepRunner {

  /** How much of what a tool printed is kept, to be explained when it fails. */
  private static final int KEPT = 1 << 20;

  private final Handover.Setup setup;
  private final Map<String, String> fixed;
  private final Transcript transcript;
  private final Redaction redaction;
  private final Runner runner;
  private final Map<String, String> values = new TreeMap<>();
  private final StringBuilder said = new StringBuilder();

  /**
   * @param fixed variables that every tool finds
   */
  StepRunner(Handover.Setup setup, Map<String, String> fixed, Transcript transcript) {
    this.setup = setup;
    this.fixed = fixed;
    this.transcript = transcript;
    this.redaction = transcript.redaction();
    this.runner = new Runner(setup.limits(), setup.signals());
    values.put(Word.WORK, setup.store().work().toString());
    values.put(Word.RUN, transcript.run());
  }

  /** What the steps have yielded so far. */
  Map<String, String> values() {
    return values;
  }

  /** What the last tool printed, without secrets. */
  String said() {
    return said.toString();
  }

  /** Begins nothing once this program was asked to end. */
  void requireNoSignal(Step step) throws HandoverException {
    if (setup.signals().count() > 0) {
      throw stopped(
          Reason.INTERRUPTED,
          step,
          "interrupted before: " + step.title(),
          setup.signals().number().orElse(2));
    }
  }

  /** Runs it, and keeps what it yields. */
  void run(Step step) throws IOException, HandoverException {
    setup.screen().begins(step.title(), shown(step.command()));
    if (step.yields() instanceof Yield.Answer answer) {
      answer(step, answer);
    } else if (step.yields() instanceof Yield.Code code) {
      int exit = tool(step, step.command(), step.shown()).code();
      if (!code.accepted().contains(exit)) {
        throw failed(step, exit);
      }
      values.put(code.variable(), Integer.toString(exit));
    } else {
      int exit = tool(step, step.command(), step.shown()).code();
      if (exit != 0) {
        throw failed(step, exit);
      }
    }
  }

  private void answer(Step step, Yield.Answer answer) throws IOException, HandoverException {
    List<String> told = new ArrayList<>();
    for (int attempt = 1; ; attempt++) {
      Ran ran = tool(step, step.command(), step.shown());
      if (ran.code() != 0) {
        throw failed(step, ran.code());
      }
      String value = answer.value(ran.out());
      values.put(answer.variable(), value);
      Verdict verdict = answer.verdict(value);
      if (verdict.meaning() == Verdict.Meaning.GOOD) {
        return;
      }
      if (verdict.meaning() == Verdict.Meaning.FAILS) {
        String given = value.isEmpty() ? "" : " (the answer is `" + redacted(value) + "`)";
        throw stopped(Reason.ANSWER, step, verdict.says() + given, 0);
      }
      if (answer.progress().isPresent()) {
        Ran progress = tool(step, answer.progress().get(), false);
        progress.out().lines().filter(line -> !told.contains(line)).toList().stream()
            .peek(told::add)
            .forEach(line -> setup.screen().line(step.command().tool().program(), redacted(line)));
      }
      if (attempt == answer.attempts()) {
        throw stopped(
            Reason.TOOL_HUNG,
            step,
            "waited long enough "
                + step.title()
                + (value.isEmpty() ? "" : " (the answer is `" + redacted(value) + "`)"),
            0);
      }
      setup.screen().waits(redacted(value), attempt * answer.pause());
      pause(step, answer.pause());
    }
  }

  private void pause(Step step, int seconds) throws HandoverException {
    long end = System.nanoTime() + Pauses.of(seconds);
    while (System.nanoTime() < end) {
      requireNoSignal(step);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private record Ran(int code, String out) {}

  private Ran tool(Step step, CommandLine command, boolean shown)
      throws IOException, HandoverException {
    Tool tool = command.tool();
    Path program = Optional.ofNullable(setup.tools().get(tool)).orElseThrow();
    List<String> arguments = command.arguments(values);
    transcript.event("$ " + program + " " + String.join(" ", arguments));
    said.setLength(0);
    StringBuilder out = new StringBuilder();
    Runner.Listener listener =
        new Runner.Listener(
            line -> {
              keep(line);
              synchronized (out) {
                if (out.length() < KEPT) {
                  out.append(line).append('\n');
                }
              }
              heard(tool, line, shown);
            },
            line -> {
              keep(line);
              heard(tool, line, true);
            });
    Optional<Path> document = Optional.empty();
    if (step.yields() instanceof Yield.Document file) {
      document = Optional.of(setup.store().file(file.name()));
    }
    Runner.Result result;
    try {
      result =
          runner.run(
              program,
              arguments,
              setup.environment().of(tool, fixed),
              setup.folder(),
              command.minutes(),
              document,
              listener);
    } catch (IOException e) {
      throw stopped(
          Reason.UNREADABLE, step, tool.program() + " cannot be run: " + e.getMessage(), 0);
    }
    transcript.event("exit code " + result.code());
    switch (result.end()) {
      case INTERRUPTED ->
          throw stopped(
              Reason.INTERRUPTED,
              step,
              "interrupted during: " + step.title(),
              setup.signals().number().orElse(2));
      case TOOK_TOO_LONG ->
          throw stopped(
              Reason.TOOL_HUNG, step, tool.program() + " took too long: " + step.title(), 0);
      case WAS_SILENT ->
          throw stopped(
              Reason.TOOL_HUNG,
              step,
              tool.program() + " printed nothing for too long: " + step.title(),
              0);
      default -> {
        synchronized (out) {
          return new Ran(result.code(), out.toString());
        }
      }
    }
  }

  private void heard(Tool tool, String line, boolean shown) {
    transcript.line("  " + line);
    if (shown) {
      setup.screen().line(tool.program(), redacted(line));
    }
  }

  private synchronized void keep(String line) {
    if (said.length() > KEPT) {
      said.delete(0, KEPT / 2);
    }
    said.append(redacted(line)).append('\n');
  }

  private static HandoverException failed(Step step, int code) {
    String tool = step.command().tool().program();
    boolean killed = code > 128 && code < 128 + 65; // beyond the last signal it is the tool's own
    return stopped(
        killed ? Reason.TOOL_KILLED : Reason.TOOL_FAILED,
        step,
        killed
            ? tool + " was ended by signal " + (code - 128) + ": " + step.title()
            : tool + " failed with exit code " + code + ": " + step.title(),
        code);
  }

  static HandoverException stopped(Reason reason, Step step, String message, int code) {
    return new HandoverException(reason, Optional.of(step.stage()), message, code);
  }

  private String shown(CommandLine command) {
    return redacted(command.shell());
  }

  private String redacted(String text) {
    return redaction.apply(Lines.clean(text));
  }
}
