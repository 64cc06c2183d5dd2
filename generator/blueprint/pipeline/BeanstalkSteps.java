package blueprint.pipeline;

import blueprint.pipeline.Delivery.Environment;
import blueprint.pipeline.Delivery.Program;
import blueprint.pipeline.Step.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Programs on Elastic Beanstalk, with the scripts that lie in the folder {@code deploy}. */
final class BeanstalkSteps {

  /** More than an update and the wait for health, twice: two environments may have to settle. */
  private static final int MINUTES = 300;

  /** What the script says when a version is ready to be reached. */
  private static final String WAITS = " waits on ";

  /** Who visitors reach, when somebody has given their name away. */
  private static final String NEITHER = "neither";

  private final Delivery delivery;
  private final Aws aws;

  BeanstalkSteps(Delivery delivery) {
    this.delivery = delivery;
    this.aws = new Aws(delivery);
  }

  /** Deploys what is committed of each program. */
  List<Step> release() {
    return delivery.programs().stream()
        .flatMap(
            program ->
                deployed(
                    program,
                    "release",
                    "deploy what is committed of " + program.tier(),
                    script(program, "release").with(program.source())))
        .toList();
  }

  /**
   * Deploys an earlier version again.
   *
   * @param version the one that is wanted; the one that was released before when empty
   */
  List<Step> rollback(Optional<String> version) {
    return delivery.programs().stream()
        .flatMap(
            program ->
                deployed(
                    program,
                    "rollback",
                    "go back with "
                        + program.tier()
                        + " to "
                        + version.orElse("the version before"),
                    script(program, "rollback")
                        .with(version.map(v -> new String[] {v}).orElse(new String[0]))))
        .toList();
  }

  /** Which of two environments visitors reach: the engine gives it the size for them. */
  List<Step> live() {
    return delivery.twins().stream().map(program -> live(program, "'" + NEITHER + "'")).toList();
  }

  /** The same where it is all one, because both go. */
  List<Step> liveOrFirst() {
    return delivery.twins().stream().map(program -> live(program, "''")).toList();
  }

  /** Takes away what releases have left, so that the application and its bucket can go. */
  List<Step> clear() {
    return delivery.programs().stream()
        .map(
            program ->
                Step.show(
                    "clear-" + program.tier(),
                    Stage.CHANGE,
                    Effect.CHANGE,
                    "take away the versions of " + program.tier(),
                    script(program, "clear")))
        .toList();
  }

  /** Asks how the environments are, what runs in them, and how the last release went. */
  List<Step> looking() {
    return delivery.programs().stream().flatMap(program -> looking(program).stream()).toList();
  }

  private List<Step> looking(Program program) {
    List<Step> steps = new ArrayList<>();
    String there = program.variable() + "_environments";
    steps.add(
        ask(
            "environments-" + program.tier(),
            "which environments " + program.tier() + " has",
            environments(program, "text").with("--query", "Environments[].EnvironmentName"),
            Yield.Answer.in(there)));
    Condition any = Condition.when(there, program.environments().get(0).name());
    steps.add(
        ask(
                "state-" + program.tier(),
                "what runs in them",
                environments(program, "json"),
                new Yield.Document(Proposal.environments(program.tier())))
            .when(any));
    for (Environment environment : program.environments()) {
      Condition stands = Condition.when(there, environment.name());
      steps.add(
          ask(
                  "causes-" + environment.name(),
                  "why " + environment.name() + " is as it is",
                  aws.json("elasticbeanstalk", "describe-environment-health")
                      .with("--environment-name", environment.name())
                      .with("--attribute-names", "Causes"),
                  new Yield.Document(Proposal.causes(environment.name())))
              .when(stands));
      steps.add(
          ask(
                  "updates-" + environment.name(),
                  "whether AWS is about to update the platform of " + environment.name(),
                  aws.json("elasticbeanstalk", "describe-environment-managed-actions")
                      .with("--environment-name", environment.name()),
                  new Yield.Document(Proposal.updates(environment.name())))
              .when(stands));
    }
    steps.addAll(history(program, any));
    steps.add(
        ask(
            "head-" + program.tier(),
            "what is committed of " + program.tier(),
            CommandLine.of(Tool.GIT, 1, "-C", program.source(), "rev-parse", "--short=12", "HEAD"),
            Yield.Answer.in(program.head())));
    return steps;
  }

  /** The note that a release leaves beside its version; there is none before the first one. */
  private List<Step> history(Program program, Condition any) {
    String key = "releases/" + program.tier();
    String noted = program.variable() + "_noted";
    Word bucket = Word.of(program.bucket() + "-").then("account").and("-" + delivery.region());
    Word place =
        Word.of("s3://" + program.bucket() + "-")
            .then("account")
            .and("-" + delivery.region() + "/" + key);
    return List.of(
        ask(
                "noted-" + program.tier(),
                "whether anything was released",
                aws.text("s3api", "list-objects-v2", "--prefix", key, "--query", "Contents[].Key")
                    .with("--bucket")
                    .with(bucket),
                Yield.Answer.in(noted))
            .when(any),
        ask(
                "history-" + program.tier(),
                "how the last release went",
                CommandLine.of(Tool.AWS, 5, "s3", "cp", "--quiet", "--region", delivery.region())
                    .with(place)
                    .with("-"),
                Yield.Answer.in(program.history()))
            .when(Condition.when(noted, key)));
  }

  private static Step ask(String name, String title, CommandLine command, Yield yields) {
    return Step.ask(name, Stage.RELEASE, title, command, yields);
  }

  private static Stream<Step> deployed(
      Program program, String verb, String title, CommandLine line) {
    String name = verb + "-" + program.tier();
    return program.hasTwin()
        ? Stream.concat(
            Stream.of(
                Step.show(
                    name, Stage.RELEASE, Effect.BUILD, title + ", where no visitor is", line)),
            swap(program).stream())
        : Stream.of(Step.show(name, Stage.RELEASE, Effect.CHANGE, title, line));
  }

  private static List<Step> swap(Program program) {
    String waits = program.variable() + "_waits";
    CommandLine swap = script(program, "swap");
    return List.of(
        Step.ask(
            "waits-" + program.tier(),
            Stage.RELEASE,
            "which version waits for visitors",
            swap.with("ask"),
            Yield.Answer.in(waits)),
        Step.show(
                "swap-" + program.tier(),
                Stage.RELEASE,
                Effect.SWITCH,
                "let visitors reach the version of " + program.tier() + " that waits",
                swap)
            .when(Condition.when(waits, WAITS)));
  }

  private static CommandLine script(Program program, String name) {
    return CommandLine.of(Tool.BASH, MINUTES, "deploy/" + program.tier() + "/" + name + ".sh");
  }

  private Step live(Program program, String neither) {
    return Step.ask(
        "live-" + program.tier(),
        Stage.CHANGE,
        "which environment of " + program.tier() + " visitors reach",
        environments(program, "text").with("--query", whoIsLive(program, neither)),
        Yield.Answer.in(program.live())
            .meaning(
                Verdict.good(program.environments().get(0).id()),
                Verdict.good(program.environments().get(1).id()),
                Verdict.fails(
                    "",
                    "neither environment of "
                        + program.tier()
                        + " has the name "
                        + program.cname()
                        + " that visitors use")));
  }

  /** Those that there are. */
  private CommandLine environments(Program program, String format) {
    CommandLine line =
        (format.equals("text")
                ? aws.text("elasticbeanstalk", "describe-environments")
                : aws.json("elasticbeanstalk", "describe-environments"))
            .with("--no-include-deleted")
            .with("--application-name", program.application(), "--environment-names");
    return line.with(program.environments().stream().map(Environment::name).toArray(String[]::new));
  }

  /** The id of the one that has the name; of the first where there is none yet. */
  private static String whoIsLive(Program program, String neither) {
    String named =
        program.environments().stream()
            .map(
                e ->
                    "Environments[?CNAME && starts_with(CNAME, '%s.') && EnvironmentName=='%s']"
                            .formatted(program.cname(), e.name())
                        + " && '%s'".formatted(e.id()))
            .collect(Collectors.joining(" || "));
    return named
        + " || Environments && %s || '%s'".formatted(neither, program.environments().get(0).id());
  }
}
