package blueprint.pipeline;

import blueprint.pipeline.Step.Effect;
import java.util.List;

/**
 * What CloudFormation says of a stack: whether it is there, what it is made from, what happened.
 */
final class StackLook {

  static final String STATUS = "stack_status";

  /** Holds for what stands, and for what only a change set has begun. */
  static final String STANDS = "_COMPLETE";

  /** The newest, a line each. */
  static final String[] EVENTS = {
    "--max-items",
    "20",
    "--query",
    "StackEvents[].[Timestamp,ResourceStatus,LogicalResourceId,ResourceStatusReason]"
  };

  private static final String DETECTION = "detection";

  private final Delivery delivery;
  private final Aws aws;

  StackLook(Delivery delivery) {
    this.delivery = delivery;
    this.aws = new Aws(delivery);
  }

  /** What the stack was made from, as it was sent. */
  Step template() {
    return Step.ask(
        "template",
        Stage.CHANGE,
        "the template that the stack is made from",
        aws.stack("get-template").with("--template-stage", "Original", "--query", "TemplateBody"),
        new Yield.Document(Proposal.TEMPLATE));
  }

  /** What AWS finds to be otherwise than the template says. */
  List<Step> drift() {
    Condition stands = Condition.when(STATUS, STANDS);
    Step detect =
        Step.ask(
            "detect",
            Stage.CHANGE,
            "whether something was changed past the stack",
            aws.stack("detect-stack-drift").with("--query", "StackDriftDetectionId"),
            Yield.Answer.in(DETECTION));
    Step detected =
        Step.ask(
            "detected",
            Stage.CHANGE,
            "until that is known",
            aws.text("cloudformation", "describe-stack-drift-detection-status")
                .with("--query", "DetectionStatus", "--stack-drift-detection-id")
                .with(Word.value(DETECTION)),
            Yield.Answer.in("detected")
                .meaning(Verdict.wait("IN_PROGRESS"), Verdict.good(""))
                .again(60, 5));
    Step drifts =
        Step.ask(
            "drifts",
            Stage.CHANGE,
            "what was changed past the stack",
            aws.json("cloudformation", "describe-stack-resource-drifts")
                .with("--stack-name", delivery.stack())
                .with("--stack-resource-drift-status-filters", "MODIFIED", "DELETED"),
            new Yield.Document(Proposal.DRIFTS));
    return List.of(
        detect.when(stands),
        detected.when(stands),
        drifts.when(Condition.when("detected", "DETECTION_COMPLETE")));
  }

  /** What has happened to the stack, newest first. */
  Step events() {
    return Step.ask(
        "events",
        Stage.CHANGE,
        "what has happened to the stack",
        aws.json(
            "cloudformation",
            "describe-stack-events",
            "--max-items",
            "200",
            "--stack-name",
            delivery.stack()),
        new Yield.Nothing());
  }

  Step address() {
    return Step.show(
        "address",
        Stage.ADDRESS,
        Effect.LOOK,
        "the address, and the rest of what there is to know",
        aws.table(
            "cloudformation",
            "describe-stacks",
            "--stack-name",
            delivery.stack(),
            "--query",
            "Stacks[0].Outputs[].[OutputKey,OutputValue]"));
  }

  /** The stack's status; nothing where there is none. */
  Step status() {
    String busy = "another change of the stack is under way";
    return Step.ask(
        "status",
        Stage.CHANGE,
        "whether the stack is there",
        aws.text(
            "cloudformation",
            "describe-stacks",
            "--query",
            "Stacks[?StackName=='" + delivery.stack() + "'].StackStatus"),
        Yield.Answer.in(STATUS)
            .meaning(
                Verdict.good("REVIEW_IN_PROGRESS"),
                Verdict.fails("_IN_PROGRESS", busy),
                Verdict.good("UPDATE_ROLLBACK_COMPLETE"),
                Verdict.fails(
                    "ROLLBACK_COMPLETE",
                    "the stack could not be made and has to be deleted first: `blueprint destroy`"),
                Verdict.fails(
                    "_FAILED", "the stack is stuck; its events say why, and AWS how it goes on"),
                Verdict.good("")));
  }
}
