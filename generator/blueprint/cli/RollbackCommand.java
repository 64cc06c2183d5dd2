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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Brings a program on Elastic Beanstalk back to the version before. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    header = "Go back to the version that was released before.",
    description = {
      "Deploys the newest version again that has run well and was not gone back from, and waits until",
      "it runs. Where two environments change places, they do so again once all is well. The database",
      "stays as it is: a migration is not undone.",
    })
final class RollbackCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private Delivering delivering = new Delivering();

  @Option(
      names = "--tier",
      paramLabel = "NAME",
      description = "Which program, where there are several.")
  private @Nullable String tier;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "The version that is wanted, in place of the one before.")
  private @Nullable String version;

  @Option(names = "--yes", description = "Go back without asking.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Print the lines for a shell, and run nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    Optional<Delivering.Parcel> parcel = delivering.parcelOfAny(main.report());
    if (parcel.isEmpty()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    PrintWriter out = spec.commandLine().getOut();
    Delivery delivery = chosen(parcel.get().output().delivery());
    Pipeline pipeline = Pipelines.rollback(delivery, Optional.ofNullable(version));
    if (dryRun) {
      out.print(pipeline.script(parcel.get().folder().toString()));
      return ExitCode.DONE;
    }
    if (!yes && !main.report().asks()) {
      throw new CommandFailure(
          ExitCode.USAGE, Failure.of(Kind.NOT_ASKED, "roll back " + delivery.stack(), "`--yes`"));
    }
    return delivering.run(
        parcel.get(),
        pipeline,
        new Delivering.Terms(
            yes ? Consent.given() : Questions.yesOrNo(out), Leave.only(Set.of()), again(), false),
        main.report(),
        out);
  }

  private String again() {
    return delivering.words("rollback")
        + (tier == null ? "" : " --tier " + tier)
        + (version == null ? "" : " --to " + version);
  }

  private Delivery chosen(Delivery delivery) {
    if (delivery.programs().isEmpty()) {
      throw usage(
          delivery.stack() + " has no tier `beanstalk`, whose versions are kept",
          "bring back the earlier blueprint from its repository, generate, and run `blueprint "
              + (delivery.containers().isEmpty() ? "apply" : "release")
              + "`");
    }
    if (tier == null && delivery.programs().size() > 1) {
      throw usage(
          delivery.stack() + " has several programs",
          "say which with `--tier`: " + tiers(delivery));
    }
    if (tier == null) {
      return delivery;
    }
    Delivery one = delivery.only(tier);
    if (one.programs().isEmpty()) {
      throw usage(
          "`" + tier + "` is no tier `beanstalk` of " + delivery.stack(),
          "there is " + tiers(delivery));
    }
    return one;
  }

  private static String tiers(Delivery delivery) {
    return String.join(", ", delivery.programs().stream().map(Delivery.Program::tier).toList());
  }

  private static CommandFailure usage(String what, String hint) {
    return new CommandFailure(ExitCode.USAGE, Failure.of(Kind.USAGE, what, hint));
  }
}
