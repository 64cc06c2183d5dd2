package blueprint.pipeline;

import blueprint.pipeline.Step.Effect;
import java.util.ArrayList;
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

  /** Builds what is wanted, deploys, and waits until the services run. */
  static List<Step> of(Delivery delivery) {
    List<Step> steps = new ArrayList<>();
    for (Delivery.Containers swarm : delivery.containers().stream().toList()) {
      swarm.checkout().ifPresent(checkout -> steps.add(build(checkout)));
      steps.add(leader(delivery, swarm));
      steps.add(release());
    }
    return steps;
  }

  /** AWS deletes no repository with images in it, and half of the rest would be gone by then. */
  static List<Step> emptied(Delivery delivery) {
    List<String> repositories =
        delivery.containers().map(Delivery.Containers::repositories).orElse(List.of());
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < repositories.size(); i++) {
      steps.addAll(emptied(delivery, repositories.get(i), i + 1));
    }
    return steps;
  }

  private static List<Step> emptied(Delivery delivery, String repository, int number) {
    Aws aws = new Aws(delivery);
    String found = "repository" + number;
    Step find =
        Step.ask(
            "find-repository-" + number,
            Stage.CHANGE,
            "whether there is a repository " + repository,
            aws.text(
                "ecr",
                "describe-repositories",
                "--query",
                "repositories[?repositoryName=='" + repository + "'].repositoryName"),
            Yield.Answer.in(found));
    Step look =
        Step.ask(
            "empty-repository-" + number,
            Stage.CHANGE,
            "whether it is empty",
            aws.text(
                "ecr",
                "list-images",
                "--repository-name",
                repository,
                "--query",
                "imageIds[0].imageDigest"),
            Yield.Answer.in("image" + number)
                .or("")
                .meaning(
                    Verdict.fails(
                        "sha256",
                        "the repository "
                            + repository
                            + " holds images, and AWS deletes it by this only: `aws ecr"
                            + " delete-repository --force --region "
                            + delivery.region()
                            + " --repository-name "
                            + repository
                            + "`"),
                    Verdict.good("")));
    return List.of(find, look.when(Condition.when(found, repository)));
  }

  private static Step build(String checkout) {
    return Step.show(
        "build-containers",
        Stage.RELEASE,
        Effect.BUILD,
        "build and push the container images that the registry does not have",
        CommandLine.of(Tool.BASH, MINUTES, "swarm/build.sh", checkout));
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
