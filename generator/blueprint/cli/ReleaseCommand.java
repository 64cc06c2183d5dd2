package blueprint.cli;

import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.handover.Consent;
import blueprint.handover.Leave;
import blueprint.pipeline.Delivery;
import blueprint.pipeline.Pipeline;
import blueprint.pipeline.Pipelines;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Brings what runs in containers to the swarm, and programs to Elastic Beanstalk. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    header = "Deploy containers to the swarm and programs to Elastic Beanstalk.",
    description = {
      "Sends the stack file to the manager that leads the swarm, or publishes it where the blueprint",
      "says `deploy`. Makes a version of what is committed of a program, and deploys it; where there",
      "is a twin, to the one that nobody reaches, and asks before the two change places. Waits until",
      "all of it runs, and says what fails in its own words. Machines and all else that an engine",
      "makes stay as they are.",
    })
final class ReleaseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private Delivering delivering = new Delivering();
  @Mixin private Building building = new Building();

  @Option(names = "--yes", description = "Deploy without asking.")
  private boolean yes;

  @Mixin private DryRun dryRun = new DryRun();

  @Override
  public Integer call() {
    Optional<Delivering.Parcel> parcel = delivering.parcelOfAny(main.report());
    if (parcel.isEmpty()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    PrintWriter out = spec.commandLine().getOut();
    Delivery delivery = building.of(delivering.located(parcel.get()));
    requireSomething(delivery);
    Pipeline pipeline = Pipelines.release(delivery);
    if (dryRun.prints(pipeline, parcel.get(), out)) {
      return ExitCode.DONE;
    }
    if (!yes && !main.report().asks()) {
      throw new CommandFailure(
          ExitCode.USAGE, Failure.of(Kind.NOT_ASKED, "release to " + delivery.stack(), "`--yes`"));
    }
    return delivering.run(
        parcel.get(),
        pipeline,
        new Delivering.Terms(
            yes ? Consent.given() : Questions.yesOrNo(out),
            Leave.only(Set.of()),
            delivering.words("release"),
            false),
        main.report(),
        out);
  }

  private static void requireSomething(Delivery delivery) {
    if (delivery.containers().isEmpty() && delivery.programs().isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          Failure.of(
              Kind.USAGE,
              delivery.stack() + " has no tier `swarm` or `beanstalk` to release to",
              "what its machines run is in their images, which `blueprint apply` brings"));
    }
  }
}
