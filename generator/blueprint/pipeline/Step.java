package blueprint.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One run of one tool.
 *
 * @param name unique in its pipeline: {@code build-base}
 * @param title what it does, in words that follow nothing
 * @param conditions when it is run; always when there are none
 * @param shown whether what the tool prints is for people
 */
public record Step(
    String name,
    Stage stage,
    Effect effect,
    String title,
    CommandLine command,
    List<Condition> conditions,
    Yield yields,
    boolean shown) {

  /** What it does to the account. */
  public enum Effect {
    /** Nothing. */
    LOOK,
    /** Makes something beside what is used: a machine image, a version that nobody reaches yet. */
    BUILD,
    /** Says what would change, and leaves that to be carried out or thrown away. */
    PROPOSE,
    /** Takes a protection off until the change is made; one that guards puts it back. */
    LIFT,
    /** Changes what runs. */
    CHANGE,
    /** Shows visitors something else: asked about by itself, whatever was agreed to before. */
    SWITCH,
    /** Protects what runs. */
    GUARD;

    /** Whether somebody has to agree before. */
    public boolean isChange() {
      return this == LIFT || this == CHANGE;
    }
  }

  public Step {
    conditions = List.copyOf(conditions);
  }

  /** A step that only asks. */
  static Step ask(String name, Stage stage, String title, CommandLine command, Yield yields) {
    return new Step(name, stage, Effect.LOOK, title, command, List.of(), yields, false);
  }

  /** A step whose output people read. */
  static Step show(String name, Stage stage, Effect effect, String title, CommandLine command) {
    return new Step(name, stage, effect, title, command, List.of(), new Yield.Nothing(), true);
  }

  /** The same under a further condition. */
  Step when(Condition condition) {
    List<Condition> all = new ArrayList<>(conditions);
    all.add(condition);
    return new Step(name, stage, effect, title, command, all, yields, shown);
  }

  /** The same under a condition that is asked before those that it has. */
  Step within(Condition condition) {
    List<Condition> all = new ArrayList<>(List.of(condition));
    all.addAll(conditions);
    return new Step(name, stage, effect, title, command, all, yields, shown);
  }

  /** The same with arguments behind. */
  Step with(String... arguments) {
    return new Step(name, stage, effect, title, command.with(arguments), conditions, yields, shown);
  }

  /** The same under the conditions of another one. */
  Step as(Step other) {
    return new Step(name, stage, effect, title, command, other.conditions(), yields, shown);
  }

  /** The same with another effect. */
  Step doing(Effect other) {
    return new Step(name, stage, other, title, command, conditions, yields, shown);
  }

  /** The same that leaves something. */
  Step yielding(Yield other) {
    return new Step(name, stage, effect, title, command, conditions, other, shown);
  }

  /** Whether it is run, as far as is known now. */
  public boolean isWanted(Map<String, String> values) {
    return conditions.stream().allMatch(condition -> condition.isMet(values));
  }
}
