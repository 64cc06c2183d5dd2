package blueprint.handover;

import blueprint.handover.HandoverException.Reason;
import blueprint.output.Lock;
import blueprint.pipeline.Pipeline;
import blueprint.pipeline.Stage;
import blueprint.pipeline.Step;
import blueprint.pipeline.Step.Effect;
import blueprint.pipeline.Tool;
import blueprint.text.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs a pipeline, step by step, up to the first that fails. Nothing is changed that was not shown
 * and agreed to, and nothing that holds data goes that was not named.
 */
public final class Handover {

  private static final Set<Effect> CHANGES =
      EnumSet.of(Effect.BUILD, Effect.LIFT, Effect.CHANGE, Effect.SWITCH, Effect.GUARD);

  /** What is asked about by itself, in its own words. */
  private static final Set<Effect> ASKED = EnumSet.of(Effect.BUILD, Effect.SWITCH);

  private final Pipeline pipeline;
  private final Setup setup;
  private final Transcript transcript;
  private final StepRunner runner;
  private final List<String> done = new ArrayList<>();
  private final List<String> unguarded = new ArrayList<>();
  private boolean agreed;
  private boolean lifted;

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

  private Handover(Pipeline pipeline, Setup setup, Transcript transcript, StepRunner runner) {
    this.pipeline = pipeline;
    this.setup = setup;
    this.transcript = transcript;
    this.runner = runner;
  }

  /** A run that has ended well: the values of its steps, and where it is written down. */
  public record Done(Map<String, String> values, List<String> changes, Path transcript) {}

  /** A run that has not: why, what its last tool printed, and where it is written down. */
  public static final class Failed extends Exception {
    private final transient HandoverException why;
    private final transient List<String> done;
    private final transient List<String> unguarded;
    private final String said;
    private final transient Path transcript;

    Failed(
        HandoverException why,
        List<String> done,
        List<String> unguarded,
        String said,
        Path transcript) {
      super(why.getMessage(), why);
      this.why = why;
      this.done = List.copyOf(done);
      this.unguarded = List.copyOf(unguarded);
      this.said = said;
      this.transcript = transcript;
    }

    public HandoverException why() {
      return why;
    }

    /** What was built or changed before. */
    public List<String> done() {
      return done;
    }

    /** What puts protections back that were lifted and could not be put back, for a shell. */
    public List<String> unguarded() {
      return unguarded;
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
    try (Transcript transcript = Transcript.begin(setup)) {
      StepRunner runner = new StepRunner(setup, pipeline.environment(), transcript);
      Handover handover = new Handover(pipeline, setup, transcript, runner);
      try {
        handover.all();
        transcript.event("done");
        handover.remember();
        return new Done(runner.values(), handover.done, transcript.file());
      } catch (HandoverException e) {
        transcript.event("stopped: " + e.getMessage());
        String said = handover.aftermath(e);
        throw new Failed(e, handover.done, handover.unguarded, said, transcript.file());
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
    Map<String, String> failures = new TreeMap<>();
    Map<String, String> values;
    try (Transcript transcript = Transcript.begin(setup)) {
      StepRunner runner = new StepRunner(setup, pipeline.environment(), transcript);
      values = runner.values();
      for (Step step : pipeline.steps()) {
        if (!step.isWanted(values) || !step.command().isReady(values)) {
          continue;
        }
        try {
          runner.requireNoSignal(step);
          runner.run(step);
        } catch (HandoverException e) {
          if (e.reason() == Reason.INTERRUPTED) {
            throw new Failed(e, List.of(), List.of(), "", transcript.file());
          }
          failures.put(step.name(), e.words());
        }
      }
    }
    return reading.read(new Survey(values, failures), setup.store().work());
  }

  /** Reads what a survey has found. */
  public interface Reading<T> {

    /** Reads it; the folder holds the documents. */
    T read(Survey survey, Path work) throws IOException;
  }

  private void remember() throws IOException {
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

  private void all() throws IOException, HandoverException {
    for (Step step : pipeline.steps()) {
      runner.requireNoSignal(step);
      if (!step.isWanted(runner.values())) {
        if (CHANGES.contains(step.effect())) {
          setup.screen().skipped(step.title());
        }
        continue;
      }
      requireConsent(step);
      lifted |= step.effect() == Effect.LIFT; // from now on, also when it fails or is interrupted
      runner.run(step);
      lifted &= step.effect() != Effect.GUARD;
      if (CHANGES.contains(step.effect())) {
        done.add(step.title());
      }
    }
  }

  /**
   * What was proposed and not carried out does not stay. What was lifted is put back, also when
   * somebody interrupts; what failed is asked why.
   */
  private String aftermath(HandoverException failure) throws IOException {
    StringBuilder all = new StringBuilder(runner.said());
    for (Step step : agreed ? pipeline.failed() : pipeline.otherwise()) {
      if (!isDue(step, failure)) {
        continue;
      }
      try {
        runner.run(step);
        if (agreed) {
          all.append(runner.said());
        }
      } catch (HandoverException e) {
        transcript.event("left as it is: " + e.getMessage());
        if (step.effect() == Effect.GUARD) {
          unguarded.add(step.command().shell());
        }
      }
    }
    return all.toString();
  }

  private boolean isDue(Step step, HandoverException failure) {
    return switch (step.effect()) {
      case GUARD -> lifted;
      // What another stage did tells nothing of this one.
      case LOOK ->
          failure.reason() != Reason.INTERRUPTED
              && failure.stage().equals(Optional.of(step.stage()))
              && step.isWanted(runner.values());
      default -> step.isWanted(runner.values());
    };
  }

  // ---- What has to hold before something changes

  private void requireConsent(Step step) throws IOException, HandoverException {
    if (ASKED.contains(step.effect()) && !setup.consent().isGiven(step.title())) {
      String not = step.stage() == Stage.IMAGES ? "not built" : "left as it is";
      throw StepRunner.stopped(Reason.DECLINED, step, not + ", as you said", 0);
    }
    if (!step.effect().isChange() || agreed) {
      return;
    }
    requireNoLoss(step);
    if (!setup.consent().isGiven(pipeline.question(runner.values()))) {
      throw StepRunner.stopped(Reason.DECLINED, step, "nothing was changed, as you said", 0);
    }
    runner.requireNoSignal(step);
    agreed = true;
  }

  /** Read from the engine's own document: without one, nothing is known and nothing may change. */
  private void requireNoLoss(Step step) throws IOException, HandoverException {
    List<Losses.Loss> losses;
    try {
      losses = Losses.of(setup.store().work(), setup.known());
    } catch (IOException e) {
      throw StepRunner.stopped(
          Reason.UNREADABLE, step, "cannot read what would change: " + e.getMessage(), 0);
    }
    losses.removeIf(loss -> loss.isUnder(setup.leave()));
    if (!losses.isEmpty()) {
      throw StepRunner.stopped(
          Reason.LOSES_DATA,
          step,
          "this would lose data: "
              + losses.stream().map(Losses.Loss::words).collect(Collectors.joining(", ")),
          0);
    }
  }
}
