package blueprint.pipeline;

import blueprint.pipeline.Step.Effect;
import blueprint.plan.Plan.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ways to make a delivery true, to look at it, and to take it away again. */
public final class Pipelines {

  private Pipelines() {}

  /**
   * Asks what would change, and leaves everything as it is.
   *
   * @param name of the engine: {@code terraform}
   */
  public static Pipeline plan(Delivery delivery, String name) {
    Engine engine = engine(name);
    List<Step> steps = new ArrayList<>(List.of(account(delivery)));
    steps.addAll(ImageSteps.looking(delivery));
    steps.addAll(new BeanstalkSteps(delivery).live());
    steps.addAll(
        engine == Engine.TERRAFORM
            ? TerraformSteps.proposal(delivery)
            : new CloudFormationSteps(delivery).look());
    return pipeline(delivery, engine, steps, Optional.empty());
  }

  /** Builds images, changes what has to change, and waits until it answers. */
  public static Pipeline apply(Delivery delivery, String name) {
    return apply(delivery, name, Optional.empty());
  }

  /**
   * The same where something that holds data may be replaced or deleted.
   *
   * @param lifted the stack policy while the change is made; none where the standing one allows it
   */
  public static Pipeline apply(Delivery delivery, String name, Optional<String> lifted) {
    Engine engine = engine(name);
    List<Step> steps = new ArrayList<>(List.of(account(delivery)));
    steps.addAll(ImageSteps.building(delivery));
    steps.addAll(new BeanstalkSteps(delivery).live());
    if (engine == Engine.TERRAFORM) {
      steps.addAll(TerraformSteps.proposal(delivery));
      steps.add(TerraformSteps.apply());
    } else {
      CloudFormationSteps stack = new CloudFormationSteps(delivery);
      steps.addAll(stack.propose());
      steps.addAll(stack.carryOut(lifted));
    }
    steps.addAll(ReleaseSteps.of(delivery));
    steps.addAll(HealthSteps.of(delivery, true));
    steps.add(
        engine == Engine.TERRAFORM ? TerraformSteps.address() : new StackLook(delivery).address());
    return pipeline(delivery, engine, steps, lifted);
  }

  /** Brings containers to the swarm and programs to Elastic Beanstalk, and changes nothing else. */
  public static Pipeline release(Delivery delivery) {
    List<Step> steps = new ArrayList<>(List.of(account(delivery)));
    steps.addAll(ReleaseSteps.of(delivery));
    steps.addAll(new BeanstalkSteps(delivery).release());
    return new Pipeline(delivery, steps, List.of(), List.of());
  }

  /**
   * Brings programs on Elastic Beanstalk back to an earlier version.
   *
   * @param version the one that is wanted; the one before when empty
   */
  public static Pipeline rollback(Delivery delivery, Optional<String> version) {
    List<Step> steps = new ArrayList<>(List.of(account(delivery)));
    steps.addAll(new BeanstalkSteps(delivery).rollback(version));
    return new Pipeline(delivery, steps, List.of(), List.of());
  }

  /** Takes it away again, and leaves what is kept. */
  public static Pipeline destroy(Delivery delivery, String name) {
    Engine engine = engine(name);
    List<Step> steps = new ArrayList<>(List.of(account(delivery)));
    steps.addAll(ReleaseSteps.emptied(delivery));
    if (engine == Engine.TERRAFORM) {
      steps.addAll(ImageSteps.looking(delivery));
      steps.addAll(new BeanstalkSteps(delivery).liveOrFirst());
      steps.addAll(TerraformSteps.proposal(delivery, "-destroy"));
      steps.add(TerraformSteps.destroy());
    } else {
      steps.addAll(new StackRemoval(delivery).steps());
    }
    return pipeline(delivery, engine, cleared(delivery, steps), Optional.empty());
  }

  /** Asks how it is; each step may fail by itself. */
  public static Pipeline status(Delivery delivery, String name) {
    Engine engine = engine(name);
    List<Step> steps = new ArrayList<>();
    steps.add(account(delivery));
    steps.addAll(ImageSteps.looking(delivery));
    steps.addAll(new BeanstalkSteps(delivery).live());
    if (engine == Engine.TERRAFORM) {
      steps.addAll(TerraformSteps.survey(delivery));
    } else {
      StackLook stack = new StackLook(delivery);
      steps.addAll(List.of(stack.status(), stack.template()));
      steps.addAll(stack.drift());
    }
    steps.addAll(ReleaseSteps.looking(delivery));
    steps.addAll(new BeanstalkSteps(delivery).looking());
    steps.addAll(HealthSteps.of(delivery, false));
    return new Pipeline(delivery, steps, List.of(), List.of());
  }

  /**
   * The same, and what releases have left goes before the first change, and only if there is one.
   */
  private static List<Step> cleared(Delivery delivery, List<Step> steps) {
    List<Step> all = new ArrayList<>();
    for (Step step : steps) {
      if (step.effect() == Effect.CHANGE && all.stream().noneMatch(Pipelines::changes)) {
        new BeanstalkSteps(delivery).clear().forEach(clear -> all.add(clear.as(step)));
      }
      all.add(step);
    }
    return all;
  }

  private static boolean changes(Step step) {
    return step.effect() == Effect.CHANGE;
  }

  private static Engine engine(String name) {
    return Engine.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Pipeline pipeline(
      Delivery delivery, Engine engine, List<Step> steps, Optional<String> lifted) {
    if (engine == Engine.TERRAFORM) {
      return new Pipeline(delivery, steps, List.of(), List.of());
    }
    CloudFormationSteps stack = new CloudFormationSteps(delivery);
    List<Step> failed = new ArrayList<>(List.of(new StackLook(delivery).events()));
    lifted.ifPresent(policy -> failed.add(stack.guard()));
    return new Pipeline(delivery, steps, List.of(stack.discardAny()), failed);
  }

  private static Step account(Delivery delivery) {
    Yield.Answer whose = Yield.Answer.in("account");
    return Step.ask(
            "account",
            Stage.ACCOUNT,
            "whose credentials these are",
            new Aws(delivery).text("sts", "get-caller-identity", "--query", "Account"),
            delivery
                .account()
                .map(
                    id ->
                        whose.meaning(
                            Verdict.good(id),
                            Verdict.fails("", "the blueprint is for account " + id)))
                .orElse(whose))
        .doing(Effect.LOOK);
  }
}
