package blueprint.pipeline;

import blueprint.pipeline.Step.Effect;
import java.util.List;
import java.util.Set;

/** Terraform: what would change is saved, shown, and carried out as it was shown. */
final class TerraformSteps {

  static final String CHANGES = "changes";
  static final String SAVED = "saved.tfplan";

  private static final String INIT = "init";

  /** The exit code of a plan that changes something. */
  private static final String SOME = "2";

  private TerraformSteps() {}

  /** Up to where it is known what would change; {@code more} are options of the plan. */
  static List<Step> proposal(Delivery delivery, String... more) {
    return List.of(
        Step.show(
            INIT,
            Stage.CHANGE,
            Effect.LOOK,
            "Terraform's provider, and where its state is",
            terraform(15, "init", "-input=false", "-no-color")),
        Step.show("plan", Stage.CHANGE, Effect.PROPOSE, "what would change", plan(delivery, more))
            .yielding(new Yield.Code(CHANGES, Set.of(0, 2))),
        Step.ask(
                "read",
                Stage.CHANGE,
                "the same, to be judged",
                terraform(10, "show", "-json").with(Word.inWork(SAVED)),
                new Yield.Document(Proposal.TERRAFORM))
            .when(Condition.when(CHANGES, SOME)));
  }

  /** Up to where it is known whether anything would change; takes no lock. */
  static List<Step> survey(Delivery delivery) {
    return proposal(delivery, "-lock=false");
  }

  /** The same step where the lock file of the providers has to be there, and stays as it is. */
  static Step locked(Step step) {
    return step.name().equals(INIT) ? step.with("-lockfile=readonly") : step;
  }

  /** Carries out what was proposed, and nothing else. */
  static Step apply() {
    return carryOut("apply", "make the change that was shown");
  }

  /** Takes everything away that was proposed to go, and nothing else. */
  static Step destroy() {
    return carryOut("destroy", "take away what was shown");
  }

  private static Step carryOut(String name, String title) {
    return Step.show(
            name,
            Stage.CHANGE,
            Effect.CHANGE,
            title,
            terraform(240, "apply", "-input=false", "-no-color").with(Word.inWork(SAVED)))
        .when(Condition.when(CHANGES, SOME));
  }

  static Step address() {
    return Step.show(
        "address",
        Stage.ADDRESS,
        Effect.LOOK,
        "the address, and the rest of what there is to know",
        terraform(5, "output", "-no-color"));
  }

  private static CommandLine plan(Delivery delivery, String... more) {
    CommandLine line =
        terraform(
                30, "plan", "-input=false", "-no-color", "-detailed-exitcode", "-lock-timeout=60s")
            .with(more)
            .with(Word.of("-out=").then(Word.WORK).and("/" + SAVED));
    for (String image : delivery.images().keySet()) {
      String variable = Delivery.variable(image);
      line = line.with(Word.of("-var=" + variable + "_id=").then(variable));
    }
    for (Delivery.Program program : delivery.twins()) {
      line = line.with(Word.of("-var=" + program.live() + "=").then(program.live()));
    }
    return line;
  }

  private static CommandLine terraform(int minutes, String... arguments) {
    return CommandLine.of(Tool.TERRAFORM, minutes, "-chdir=terraform").with(arguments);
  }
}
