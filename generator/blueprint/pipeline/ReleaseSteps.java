package blueprint.pipeline;

import blueprint.pipeline.Step.Effect;
import java.util.List;

/** Brings what runs in containers to the swarm, with the script that lies beside the stack file. */
final class ReleaseSteps {

  /** What the manager that leads has written about the last release. */
  static final String LAST = "last_release";

  private static final String LEADER = "swarm_leader";

  /** A quarter of an hour: what machines take that have just been made. */
  private static final int ATTEMPTS = 60;

  private static final int PAUSE = 15;

  /** More than a manager waits for the services, several times. */
  private static final int MINUTES = 120;

  private ReleaseSteps() {}

  /** Deploys, and waits until the services run. */
  static List<Step> of(Delivery delivery) {
    return delivery.containers().stream()
        .flatMap(swarm -> List.of(leader(delivery, swarm), release()).stream())
        .toList();
  }

  /** Asks how the last release went. */
  static List<Step> looking(Delivery delivery) {
    return delivery.containers().stream()
        .map(
            swarm ->
                Step.ask(
                    "release",
                    Stage.RELEASE,
                    "how the last release went",
                    parameter(delivery, swarm, "release"),
                    Yield.Answer.in(LAST).or("")))
        .toList();
  }

  private static Step leader(Delivery delivery, Delivery.Containers swarm) {
    return Step.ask(
        "leader",
        Stage.RELEASE,
        "until one of the swarm's managers leads",
        parameter(delivery, swarm, "leader"),
        Yield.Answer.in(LEADER)
            .meaning(Verdict.good("i-"), Verdict.wait(""))
            .again(ATTEMPTS, PAUSE));
  }

  private static Step release() {
    return Step.show(
        "release",
        Stage.RELEASE,
        Effect.CHANGE,
        "deploy the containers, and wait until they run",
        CommandLine.of(Tool.BASH, MINUTES, "swarm/release.sh"));
  }

  /** One of the swarm's parameters; nothing where it is not there yet. */
  private static CommandLine parameter(Delivery delivery, Delivery.Containers swarm, String name) {
    return new Aws(delivery)
        .text(
            "ssm",
            "get-parameters",
            "--names",
            swarm.parameters() + "/" + name,
            "--query",
            "Parameters[0].Value");
  }
}
