package blueprint.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Waits until what stands behind each load balancer answers. */
final class HealthSteps {

  /** Half an hour: what a rolling change of several machines takes. */
  private static final int ATTEMPTS = 120;

  private static final int PAUSE = 15;

  private HealthSteps() {}

  /** Asks each target group; {@code waits} or asks once, and takes what it gets. */
  static List<Step> of(Delivery delivery, boolean waits) {
    Aws aws = new Aws(delivery);
    List<Step> steps = new ArrayList<>();
    for (Delivery.Entrance entrance : delivery.entrances()) {
      String balancer = entrance.tier().replace('-', '_') + "_balancer";
      steps.add(
          Step.ask(
              "find-" + entrance.tier(),
              Stage.HEALTH,
              "the load balancer " + entrance.name(),
              aws.text(
                  "elbv2",
                  "describe-load-balancers",
                  "--names",
                  entrance.name(),
                  "--query",
                  "LoadBalancers[0].LoadBalancerArn"),
              Yield.Answer.in(balancer)));
      for (int i = 0; i < entrance.targets(); i++) {
        steps.addAll(target(aws, entrance, balancer, i, waits));
      }
    }
    return steps;
  }

  private static List<Step> target(
      Aws aws, Delivery.Entrance entrance, String balancer, int index, boolean waits) {
    String suffix = entrance.targets() == 1 ? "" : Integer.toString(index + 1);
    String group = entrance.tier().replace('-', '_') + "_targets" + suffix;
    CommandLine find =
        aws.text(
                "elbv2",
                "describe-target-groups",
                "--query",
                "TargetGroups[" + index + "].TargetGroupArn",
                "--load-balancer-arn")
            .with(Word.value(balancer));
    CommandLine states =
        aws.text(
                "elbv2",
                "describe-target-health",
                "--query",
                "TargetHealthDescriptions[].TargetHealth.State",
                "--target-group-arn")
            .with(Word.value(group));
    Yield.Answer health = Yield.Answer.in(Delivery.healthOf(entrance).get(index));
    Yield.Answer awaited =
        health
            .meaning(
                Verdict.wait("unhealthy"),
                Verdict.wait("initial"),
                Verdict.wait("unused"),
                Verdict.wait("unavailable"),
                Verdict.good("healthy"),
                Verdict.wait(""))
            .again(ATTEMPTS, PAUSE);
    return List.of(
        Step.ask(
            "find-targets-" + entrance.tier() + suffix,
            Stage.HEALTH,
            "what stands behind it",
            find,
            Yield.Answer.in(group)),
        Step.ask(
            "health-" + entrance.tier() + suffix,
            Stage.HEALTH,
            waits ? "until all of it is healthy" : "whether it is healthy",
            states,
            waits ? awaited : health));
  }
}
