package blueprint.cli;

import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.handover.Consent;
import blueprint.handover.Leave;
import blueprint.handover.StackPolicy;
import blueprint.pipeline.Pipeline;
import blueprint.pipeline.Pipelines;
import blueprint.pipeline.Stage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.HashSet;
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

/** Makes it so. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    header = "Build, change, and wait until it answers, with the native tools.",
    description = {
      "Builds machine images that the account does not have, asks what would change, shows it,"
          + " asks",
      "you, makes exactly that change, and waits until everything answers. Nothing that holds data",
      "is replaced or deleted unless it is named with --allow-replace.",
    })
final class ApplyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private Delivering delivering = new Delivering();
  @Mixin private Building building = new Building();

  @Option(names = "--yes", description = "Change what has to change without asking.")
  private boolean yes;

  @Mixin private DryRun dryRun = new DryRun();

  @Option(
      names = "--from",
      paramLabel = "STEP",
      description = "Begin there: account, images, change, health or address.")
  private @Nullable Stage from;

  @Option(names = "--only", paramLabel = "STEP", description = "Do only that.")
  private @Nullable Stage only;

  @Option(
      names = "--allow-replace",
      paramLabel = "ADDRESS",
      description = "What may be replaced or deleted although it holds data.")
  private Set<String> losses = new HashSet<>();

  @Override
  public Integer call() {
    if (from != null && only != null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          Failure.of(Kind.USAGE, "--from and --only exclude each other", "give one of them"));
    }
    Optional<Delivering.Parcel> parcel = delivering.parcel(main.report());
    if (parcel.isEmpty()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    PrintWriter out = spec.commandLine().getOut();
    Pipeline whole =
        Pipelines.apply(
            building.of(parcel.get().output().delivery()),
            parcel.get().engine(),
            lifted(parcel.get()));
    Pipeline pipeline = delivering.held(whole.only(stages()));
    if (dryRun.prints(pipeline, parcel.get(), out)) {
      return ExitCode.DONE;
    }
    if (!yes && !main.report().asks() && pipeline.changes()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          Failure.of(Kind.NOT_ASKED, "change " + whole.delivery().stack(), "`--yes`"));
    }
    return delivering.run(
        parcel.get(),
        pipeline,
        new Delivering.Terms(
            yes ? Consent.given() : Questions.yesOrNo(out),
            Leave.only(losses),
            delivering.words("apply"),
            true),
        main.report(),
        out);
  }

  private Optional<String> lifted(Delivering.Parcel parcel) {
    try {
      return parcel.engine().equals("cloudformation")
          ? StackPolicy.without(parcel.folder(), losses)
          : Optional.empty();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FILE_SYSTEM,
          Failure.of(
              Kind.OUTPUT_UNREADABLE, parcel.folder().toString(), String.valueOf(e.getMessage())));
    }
  }

  private Set<Stage> stages() {
    if (only != null) {
      return EnumSet.of(only);
    }
    return Pipeline.from(from == null ? Stage.ACCOUNT : from);
  }
}
