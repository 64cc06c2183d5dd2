package blueprint.pipeline;

import blueprint.pipeline.Step.Effect;
import blueprint.plan.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CloudFormation: a change set is made, shown, and carried out by its own id. */
final class CloudFormationSteps {

  private static final String STATUS = StackLook.STATUS;
  private static final String ID = "change_set";
  private static final String CHANGES = "changes";
  private static final String READY = "CREATE_COMPLETE";

  private static final String STANDS = StackLook.STANDS;
  private static final String NAME = "blueprint-";
  private static final String TEMPLATE = "file://cloudformation/template.yaml";
  private static final String POLICY = "file://cloudformation/stack-policy.json";

  private final Delivery delivery;
  private final Aws aws;
  private final StackLook stands;

  CloudFormationSteps(Delivery delivery) {
    this.delivery = delivery;
    this.aws = new Aws(delivery);
    this.stands = new StackLook(delivery);
  }

  /** What would change, to be looked at and thrown away. */
  List<Step> look() {
    List<Step> steps = new ArrayList<>(List.of(stands.status(), validate()));
    Step parts =
        Step.show(
            "parts",
            Stage.CHANGE,
            Effect.LOOK,
            "what would be made",
            aws.table(
                "cloudformation",
                "get-template-summary",
                "--template-body",
                TEMPLATE,
                "--query",
                "ResourceTypes"));
    steps.add(parts.when(Condition.unless(STATUS, STANDS)));
    for (Step step : proposal("UPDATE")) {
      steps.add(imagesAreThere(step).within(Condition.when(STATUS, STANDS)));
    }
    steps.add(imagesAreThere(discard()).within(Condition.when(STATUS, STANDS)));
    return steps;
  }

  /** Up to where it is known what would change. */
  List<Step> propose() {
    List<Step> steps = new ArrayList<>(List.of(stands.status(), validate()));
    steps.add(create("CREATE").when(Condition.unless(STATUS, STANDS)));
    steps.add(create("UPDATE").when(Condition.when(STATUS, STANDS)));
    steps.addAll(described());
    steps.add(discard().when(Condition.unless(CHANGES, READY)));
    return steps;
  }

  /**
   * Carries out what was proposed, and waits until it is done.
   *
   * @param lifted the stack policy meanwhile
   */
  List<Step> carryOut(Optional<String> lifted) {
    List<Step> steps = new ArrayList<>();
    lifted.ifPresent(
        policy ->
            steps.add(
                change(
                        "lift",
                        "let be replaced or deleted what was named",
                        aws.stack("set-stack-policy").with("--stack-policy-body", policy))
                    .doing(Effect.LIFT)
                    .when(Condition.when(STATUS, STANDS))
                    .when(Condition.when(CHANGES, READY))));
    steps.add(
        change(
                "execute",
                "make the change that was shown",
                aws.text("cloudformation", "execute-change-set", "--change-set-name")
                    .with(Word.value(ID)))
            .when(Condition.when(CHANGES, READY)));
    steps.add(await().when(Condition.when(CHANGES, READY)));
    if (delivery.guarded()) {
      steps.add(guard());
    }
    steps.add(
        change(
                "protect",
                "and nobody deletes the stack by mistake",
                aws.stack("update-termination-protection").with("--enable-termination-protection"))
            .doing(Effect.GUARD));
    return steps;
  }

  /** The stack policy that stands. */
  Step guard() {
    return change(
            "policy",
            "from now on no update replaces or deletes what holds data",
            aws.stack("set-stack-policy").with("--stack-policy-body", POLICY))
        .doing(Effect.GUARD);
  }

  /** Throws away what was proposed. */
  Step discard() {
    return Step.ask(
            "discard",
            Stage.CHANGE,
            "throw the change set away",
            aws.text("cloudformation", "delete-change-set", "--change-set-name")
                .with(Word.value(ID)),
            new Yield.Nothing())
        .doing(Effect.PROPOSE);
  }

  /** The same where it is not known whether there is any. */
  Step discardAny() {
    return discard().when(Condition.when(ID, ":"));
  }

  private Step validate() {
    return Step.ask(
        "validate",
        Stage.CHANGE,
        "whether the template is valid",
        aws.json("cloudformation", "validate-template", "--template-body", TEMPLATE),
        new Yield.Nothing());
  }

  private List<Step> proposal(String kind) {
    List<Step> steps = new ArrayList<>(List.of(create(kind)));
    steps.addAll(described());
    return steps;
  }

  private Step create(String kind) {
    CommandLine line =
        aws.text(
                "cloudformation",
                "create-change-set",
                "--query",
                "Id",
                "--stack-name",
                delivery.stack(),
                "--change-set-type",
                kind,
                "--template-body",
                TEMPLATE,
                "--capabilities",
                "CAPABILITY_IAM",
                "--change-set-name")
            .with(Word.of(NAME).then(Word.RUN));
    if (!delivery.images().isEmpty() || !delivery.twins().isEmpty()) {
      line = line.with("--parameters");
    }
    for (String image : delivery.images().keySet()) {
      String parameter = Names.inLetters(image) + "ImageId";
      line =
          line.with(
              Word.of("ParameterKey=" + parameter + ",ParameterValue=")
                  .then(Delivery.variable(image)));
    }
    for (Delivery.Program program : delivery.twins()) {
      String parameter = Names.inLetters(program.tier()) + "Live";
      line =
          line.with(Word.of("ParameterKey=" + parameter + ",ParameterValue=").then(program.live()));
    }
    return Step.ask(
            kind.equals("CREATE") ? "propose-new" : "propose",
            Stage.CHANGE,
            "a change set; nothing changes yet",
            line,
            Yield.Answer.in(ID))
        .doing(Effect.PROPOSE);
  }

  private List<Step> described() {
    CommandLine state =
        aws.text("cloudformation", "describe-change-set", "--query", "[Status,StatusReason]")
            .with("--change-set-name")
            .with(Word.value(ID));
    CommandLine all = aws.json("cloudformation", "describe-change-set", "--change-set-name");
    CommandLine table =
        aws.table(
            "cloudformation",
            "describe-change-set",
            "--query",
            "Changes[].ResourceChange.[Action,Replacement,LogicalResourceId,ResourceType]",
            "--change-set-name");
    return List.of(
        Step.ask(
            "proposed",
            Stage.CHANGE,
            "until the change set is complete",
            state,
            Yield.Answer.in(CHANGES)
                .meaning(
                    Verdict.good(READY),
                    Verdict.good("didn't contain changes"),
                    Verdict.good("No updates are to be performed"),
                    Verdict.fails("FAILED", "CloudFormation refuses the change set"),
                    Verdict.wait(""))
                .again(120, 5)),
        Step.show(
                "show", Stage.CHANGE, Effect.LOOK, "what would change", table.with(Word.value(ID)))
            .when(Condition.when(CHANGES, READY)),
        Step.ask(
                "read",
                Stage.CHANGE,
                "the same, to be judged",
                all.with(Word.value(ID)),
                new Yield.Document(Proposal.CLOUDFORMATION))
            .when(Condition.when(CHANGES, READY)));
  }

  private CommandLine recent() {
    return aws.text("cloudformation", "describe-stack-events", "--stack-name", delivery.stack())
        .with(StackLook.EVENTS);
  }

  private Step await() {
    return Step.ask(
        "await",
        Stage.CHANGE,
        "until the stack stands",
        aws.text(
            "cloudformation",
            "describe-stacks",
            "--stack-name",
            delivery.stack(),
            "--query",
            "Stacks[0].StackStatus"),
        Yield.Answer.in(STATUS)
            .meaning(
                Verdict.wait("IN_PROGRESS"),
                Verdict.fails("ROLLBACK", "CloudFormation has undone the change"),
                Verdict.fails("FAILED", "CloudFormation could not make the change"),
                Verdict.good("_COMPLETE"),
                Verdict.fails("", "the stack is gone"))
            .again(720, 10)
            .showing(recent()));
  }

  private Step imagesAreThere(Step step) {
    Step under = step;
    for (String image : delivery.images().keySet()) {
      under = under.within(Condition.unless(Delivery.variable(image), ImageSteps.ABSENT));
    }
    return under;
  }

  static Step change(String name, String title, CommandLine command) {
    return Step.ask(name, Stage.CHANGE, title, command, new Yield.Nothing()).doing(Effect.CHANGE);
  }
}
