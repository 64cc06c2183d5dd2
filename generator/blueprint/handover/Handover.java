package blueprint.handover;

import blueprint.handover.HandoverException.Reason;
import blueprint.output.Lock;
import blueprint.pipeline.CommandLine;
import blueprint.pipeline.Pipeline;
import blueprint.pipeline.Proposal;
import blueprint.pipeline.Stage;
import blueprint.pipeline.Step;
import blueprint.pipeline.Step.Effect;
import blueprint.pipeline.Tool;
import blueprint.pipeline.Verdict;
import blueprint.pipeline.Word;
import blueprint.pipeline.Yield;
import blueprint.text.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs a pipeline, step by step, up to the first that fails. Nothing is changed that was not shown
 * and agreed to, and nothing that holds data goes that was not named.
 */
public final class Handover {

  /** How much of what a tool printed is kept, to be explained when it fails. */
  private static final int KEPT = 1 << 20;

  private static final Set<Effect> CHANGES =
      EnumSet.of(Effect.BUILD, Effect.CHANGE, Effect.SWITCH, Effect.GUARD);

  /** What is asked about by itself, in its own words. */
  private static final Set<Effect> ASKED = EnumSet.of(Effect.BUILD, Effect.SWITCH);

  private final Setup setup;
  private final Runner runner;
  private final Redaction redaction;
  private final Map<String, String> values = new TreeMap<>();
  private final List<String> done = new ArrayList<>();
  private final StringBuilder said = new StringBuilder();
  private boolean agreed;

  /**
   * What a run is given.
   *
   * @param folder the generated folder, in which every tool runs
   * @param tools where each tool is
   * @param leave what may go although it holds data
   * @param known resources with data, from the lock file
   */
  public record Setup(
      Path folder,
      Map<Tool, Path> tools,
      Environment environment,
      PrivateFolder store,
      Limits limits,
      Signals signals,
      Screen screen,
      Consent consent,
      Leave leave,
      List<Lock.Stateful> known) {}

  private Handover(Setup setup) {
    this.setup = setup;
    this.runner = new Runner(setup.limits(), setup.signals());
    this.redaction = new Redaction(setup.environment().secrets());
  }

  /** A run that has ended well: the values of its steps, and where it is written down. */
  public record Done(Map<String, String> values, List<String> changes, Path transcript) {}

  /** A run that has not: why, what its last tool printed, and where it is written down. */
  public static final class Failed extends Exception {
    private final transient HandoverException why;
    private final String said;
    private final transient Path transcript;

    Failed(HandoverException why, String said, Path transcript) {
      super(why.getMessage(), why);
      this.why = why;
      this.said = said;
      this.transcript = transcript;
    }

    public HandoverException why() {
      return why;
    }

    /** What the tool that failed printed, without secrets. */
    public String said() {
      return said;
    }

    public Path transcript() {
      return transcript;
    }
  }

  /**
   * Runs it.
   *
   * @throws IOException when the private folder cannot be written to
   */
  public static Done run(Pipeline pipeline, Setup setup) throws IOException, Failed {
    Handover handover = new Handover(setup);
    String run = Transcript.run();
    handover.values.put(Word.WORK, setup.store().work().toString());
    handover.values.put(Word.RUN, run);
    try (Transcript transcript = Transcript.begin(setup.store(), run, handover.redaction)) {
      try {
        handover.all(pipeline, transcript);
        transcript.event("done");
        handover.remember(pipeline);
        return new Done(handover.values, handover.done, transcript.file());
      } catch (HandoverException e) {
        transcript.event("stopped: " + e.getMessage());
        String said = handover.aftermath(pipeline, e, transcript);
        throw new Failed(e, said, transcript.file());
      }
    }
  }

  /** What became of each step, by its name: its answer, or why there is none. */
  public record Survey(Map<String, String> values, Map<String, String> failures) {}

  /**
   * Runs every step that can be run, whatever becomes of the others.
   *
   * @param reading what reads the documents, while they are there
   * @throws Failed when it is interrupted
   */
  public static <T> T survey(Pipeline pipeline, Setup setup, Reading<T> reading)
      throws IOException, Failed {
    Handover handover = new Handover(setup);
    String run = Transcript.run();
    handover.values.put(Word.WORK, setup.store().work().toString());
    handover.values.put(Word.RUN, run);
    Map<String, String> failures = new TreeMap<>();
    try (Transcript transcript = Transcript.begin(setup.store(), run, handover.redaction)) {
      for (Step step : pipeline.steps()) {
        if (!step.isWanted(handover.values) || !step.command().isReady(handover.values)) {
          continue;
        }
        try {
          handover.requireNoSignal(step);
          handover.run(pipeline, step, transcript);
        } catch (HandoverException e) {
          if (e.reason() == Reason.INTERRUPTED) {
            throw new Failed(e, "", transcript.file());
          }
          failures.put(step.name(), e.words());
        }
      }
    }
    return reading.read(new Survey(handover.values, failures), setup.store().work());
  }

  /** Reads what a survey has found. */
  public interface Reading<T> {

    /** Reads it; the folder holds the documents. */
    T read(Survey survey, Path work) throws IOException;
  }

  private void remember(Pipeline pipeline) throws IOException {
    if (done.isEmpty()) {
      return;
    }
    Map<String, Object> last = new LinkedHashMap<>();
    last.put("version", 1);
    last.put("at", Transcript.now());
    last.put("stack", pipeline.delivery().stack());
    last.put("did", List.copyOf(done));
    setup.store().remember(JsonWriter.write(last));
  }

  private void all(Pipeline pipeline, Transcript transcript) throws IOException, HandoverException {
    for (Step step : pipeline.steps()) {
      requireNoSignal(step);
      if (!step.isWanted(values)) {
        if (CHANGES.contains(step.effect())) {
          setup.screen().skipped(step.title());
        }
        continue;
      }
      requireConsent(pipeline, step);
      run(pipeline, step, transcript);
      if (CHANGES.contains(step.effect())) {
        done.add(step.title());
      }
    }
  }

  /** What was proposed and not carried out does not stay; what failed is asked why, and guarded. */
  private String aftermath(Pipeline pipeline, HandoverException failure, Transcript transcript)
      throws IOException {
    StringBuilder all = new StringBuilder(said);
    boolean interrupted = failure.reason() == Reason.INTERRUPTED;
    List<Step> steps = !agreed ? pipeline.otherwise() : interrupted ? List.of() : pipeline.failed();
    for (Step step : steps) {
      boolean asks = step.effect() == Effect.LOOK;
      if (!step.isWanted(values) || (asks && !failure.stage().equals(Optional.of(step.stage())))) {
        continue; // what another stage did tells nothing of this one
      }
      try {
        run(pipeline, step, transcript);
        if (agreed) {
          all.append(said);
        }
      } catch (HandoverException e) {
        transcript.event("left as it is: " + e.getMessage());
      }
    }
    return all.toString();
  }

  // ---- What has to hold before something changes

  private void requireConsent(Pipeline pipeline, Step step) throws IOException, HandoverException {
    if (ASKED.contains(step.effect())) {
      if (!setup.consent().isGiven(step.title())) {
        String not = step.stage() == Stage.IMAGES ? "not built" : "left as it is";
        throw stopped(Reason.DECLINED, step, not + ", as you said", 0);
      }
      requireNoSignal(step);
    }
    if (step.effect() != Effect.CHANGE || agreed) {
      return;
    }
    requireNoLoss(step);
    if (!setup.consent().isGiven(pipeline.question(values))) {
      throw stopped(Reason.DECLINED, step, "nothing was changed, as you said", 0);
    }
    requireNoSignal(step);
    agreed = true;
  }

  /** Read from the engine's own document: without one, nothing is known and nothing may change. */
  private void requireNoLoss(Step step) throws IOException, HandoverException {
    List<Losses.Loss> losses = new ArrayList<>();
    Path work = setup.store().work();
    try {
      if (Files.exists(work.resolve(Proposal.TERRAFORM))) {
        losses.addAll(Losses.ofPlan(work.resolve(Proposal.TERRAFORM), setup.known()));
      }
      if (Files.exists(work.resolve(Proposal.CLOUDFORMATION))) {
        losses.addAll(Losses.ofChangeSet(work.resolve(Proposal.CLOUDFORMATION), setup.known()));
      }
    } catch (IOException e) {
      throw stopped(Reason.UNREADABLE, step, "cannot read what would change: " + e.getMessage(), 0);
    }
    losses.removeIf(loss -> loss.isUnder(setup.leave()));
    if (!losses.isEmpty()) {
      StringBuilder words = new StringBuilder();
      for (Losses.Loss loss : losses) {
        words
            .append(words.length() == 0 ? "" : ", ")
            .append('`')
            .append(loss.address())
            .append(loss.replaced() ? "` is replaced by an empty one" : "` is deleted");
      }
      throw stopped(Reason.LOSES_DATA, step, "this would lose data: " + words, 0);
    }
  }

  private void requireNoSignal(Step step) throws HandoverException {
    if (setup.signals().count() > 0) {
      throw stopped(
          Reason.INTERRUPTED,
          step,
          "interrupted before: " + step.title(),
          setup.signals().number().orElse(2));
    }
  }

  // ---- One step

  private void run(Pipeline pipeline, Step step, Transcript transcript)
      throws IOException, HandoverException {
    setup.screen().begins(step.title(), shown(step.command()));
    if (step.yields() instanceof Yield.Answer answer) {
      answer(pipeline, step, answer, transcript);
    } else if (step.yields() instanceof Yield.Code code) {
      int exit = tool(pipeline, step, step.command(), step.shown(), transcript).code();
      if (!code.accepted().contains(exit)) {
        throw failed(step, exit);
      }
      values.put(code.variable(), Integer.toString(exit));
    } else {
      int exit = tool(pipeline, step, step.command(), step.shown(), transcript).code();
      if (exit != 0) {
        throw failed(step, exit);
      }
    }
  }

  private void answer(Pipeline pipeline, Step step, Yield.Answer answer, Transcript transcript)
      throws IOException, HandoverException {
    List<String> told = new ArrayList<>();
    for (int attempt = 1; ; attempt++) {
      Ran ran = tool(pipeline, step, step.command(), step.shown(), transcript);
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
        Ran progress = tool(pipeline, step, answer.progress().get(), false, transcript);
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

  private Ran tool(
      Pipeline pipeline, Step step, CommandLine command, boolean shown, Transcript transcript)
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
              heard(tool, line, shown, transcript);
            },
            line -> {
              keep(line);
              heard(tool, line, true, transcript);
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
              setup.environment().of(tool, pipeline.environment()),
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

  private void heard(Tool tool, String line, boolean shown, Transcript transcript) {
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

  private HandoverException failed(Step step, int code) {
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

  private HandoverException stopped(Reason reason, Step step, String message, int code) {
    return new HandoverException(reason, Optional.of(step.stage()), message, code, done);
  }

  private String shown(CommandLine command) {
    return redacted(command.shell());
  }

  private String redacted(String text) {
    return redaction.apply(Lines.clean(text));
  }
}
