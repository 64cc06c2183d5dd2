package blueprint.pipeline;

import blueprint.pipeline.Step.Effect;
import java.util.ArrayList;
import java.util.List;

/** CloudFormation: a stack is taken away, and waited for until it is gone. */
final class StackRemoval {

  private static final String STACK = "stack_id";

  private final Delivery delivery;
  private final Aws aws;

  StackRemoval(Delivery delivery) {
    this.delivery = delivery;
    this.aws = new Aws(delivery);
  }

  /** Takes the stack away; what its template keeps, stays. */
  List<Step> steps() {
    Condition there = Condition.when(STACK, ":");
    Step parts =
        Step.show(
            "parts",
            Stage.CHANGE,
            Effect.LOOK,
            "what the stack consists of",
            aws.table(
                "cloudformation",
                "list-stack-resources",
                "--stack-name",
                delivery.stack(),
                "--query",
                "StackResourceSummaries[].[LogicalResourceId,ResourceType,PhysicalResourceId]"));
    Step await =
        Step.ask(
            "await",
            Stage.CHANGE,
            "until the stack is gone",
            aws.text("cloudformation", "describe-stacks", "--query", "Stacks[0].StackStatus")
                .with("--stack-name")
                .with(Word.value(STACK)),
            Yield.Answer.in(StackLook.STATUS)
                .meaning(
                    Verdict.good("DELETE_COMPLETE"),
                    Verdict.fails("FAILED", "CloudFormation could not delete all of it"),
                    Verdict.wait(""))
                .again(720, 10)
                .showing(
                    aws.text("cloudformation", "describe-stack-events", StackLook.EVENTS)
                        .with("--stack-name")
                        .with(Word.value(STACK))));
    List<Step> steps =
        List.of(
            parts,
            CloudFormationSteps.change(
                "unprotect",
                "let the stack be deleted",
                aws.stack("update-termination-protection")
                    .with("--no-enable-termination-protection")),
            CloudFormationSteps.change("delete", "delete the stack", aws.stack("delete-stack")),
            await);
    List<Step> all = new ArrayList<>(List.of(identity()));
    steps.forEach(step -> all.add(step.within(there)));
    return all;
  }

  private Step identity() {
    return Step.ask(
        "identity",
        Stage.CHANGE,
        "the stack, by an id that outlives it",
        aws.text(
            "cloudformation",
            "describe-stacks",
            "--query",
            "Stacks[?StackName=='" + delivery.stack() + "'].StackId"),
        Yield.Answer.in(STACK));
  }
}
