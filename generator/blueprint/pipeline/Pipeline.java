package blueprint.pipeline;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Steps in their order.
 *
 * @param otherwise what is run when they end early, and before anything was changed
 * @param failed what is run when a change has failed: what tells the reason, and what puts a
 *     protection back that was lifted
 */
public record Pipeline(
    Delivery delivery, List<Step> steps, List<Step> otherwise, List<Step> failed) {

  public Pipeline {
    steps = List.copyOf(steps);
    otherwise = List.copyOf(otherwise);
    failed = List.copyOf(failed);
  }

  /**
   * The part of it that lies in some stages, with what these need to know from before: steps that
   * only ask, and yield something.
   */
  public Pipeline only(Set<Stage> stages) {
    Stage last = stages.stream().max(Stage::compareTo).orElseThrow();
    List<Step> kept = new ArrayList<>();
    for (Step step : steps) {
      boolean asks = step.effect() == Step.Effect.LOOK && step.yields() instanceof Yield.Answer;
      boolean before = step.stage().compareTo(Stage.CHANGE) < 0 && step.stage().compareTo(last) < 0;
      if (stages.contains(step.stage()) || (asks && before)) {
        kept.add(step);
      }
    }
    return new Pipeline(delivery, kept, otherwise, failed);
  }

  /** The same where Terraform takes exactly the providers that its lock file names, or none. */
  public Pipeline locked() {
    return new Pipeline(
        delivery, steps.stream().map(TerraformSteps::locked).toList(), otherwise, failed);
  }

  /** The stages from one to the end. */
  public static Set<Stage> from(Stage first) {
    return EnumSet.range(first, Stage.ADDRESS);
  }

  /** What is asked before something changes. */
  public String question(Map<String, String> values) {
    String account = values.getOrDefault("account", "");
    return "change "
        + delivery.stack()
        + " in "
        + delivery.region()
        + (account.isEmpty() ? "" : ", account " + account);
  }

  /** Whether it builds or changes anything. */
  public boolean changes() {
    return steps.stream()
        .anyMatch(
            step ->
                step.effect() == Step.Effect.BUILD
                    || step.effect() == Step.Effect.CHANGE
                    || step.effect() == Step.Effect.SWITCH);
  }

  /** The steps in words, stage by stage. */
  public String overview() {
    StringBuilder text = new StringBuilder();
    Stage stage = null;
    for (Step step : steps) {
      String head = step.stage() == stage ? "" : step.stage().word();
      stage = step.stage();
      text.append(String.format(Locale.ROOT, "%-8s %s\n", head, step.title()));
    }
    return text.append('\n').toString();
  }

  /** The tools that it runs. */
  public Set<Tool> tools() {
    Set<Tool> tools = new TreeSet<>();
    steps.forEach(step -> tools.add(step.command().tool()));
    return tools;
  }

  /** What every tool finds in its environment, whatever else it finds there. */
  public Map<String, String> environment() {
    Map<String, String> fixed = new TreeMap<>();
    fixed.put("AWS_DEFAULT_REGION", delivery.region());
    fixed.put("AWS_PAGER", "");
    fixed.put("AWS_REGION", delivery.region());
    fixed.put("CHECKPOINT_DISABLE", "1");
    fixed.put("TF_IN_AUTOMATION", "1");
    return fixed;
  }

  /**
   * What a POSIX shell does the same with: it ends at the first failure, and asks nothing.
   *
   * @param folder the generated folder, as it is found from where the shell is
   */
  public String script(String folder) {
    return ShellScript.of(this, folder);
  }

  /** The same for people who go by themselves: in the folder, and it asks before it changes. */
  public String asking() {
    return ShellScript.asking(this);
  }
}
