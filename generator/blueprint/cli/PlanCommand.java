package blueprint.cli;

import blueprint.handover.Consent;
import blueprint.handover.Leave;
import blueprint.pipeline.Pipelines;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows what would be run, and asks the native tools what would change. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    header = "Ask the native tools what would change.",
    description = {
      "Shows the steps of `apply`, and asks the native tools what they would change: the plan of",
      "Terraform, or a change set of CloudFormation, which is thrown away again. An image that is",
      "not there yet is not built.",
    })
final class PlanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private Delivering delivering = new Delivering();

  @Mixin private DryRun dryRun = new DryRun();

  @Override
  public Integer call() {
    Optional<Delivering.Parcel> parcel = delivering.parcel(main.report());
    if (parcel.isEmpty()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    PrintWriter out = spec.commandLine().getOut();
    var delivery = parcel.get().output().delivery();
    String engine = parcel.get().engine();
    var pipeline = delivering.held(Pipelines.plan(delivery, engine));
    if (dryRun.prints(pipeline, parcel.get(), out)) {
      return ExitCode.DONE;
    }
    out.print(Pipelines.apply(delivery, engine).overview());
    return delivering.run(
        parcel.get(),
        pipeline,
        new Delivering.Terms(
            Consent.given(), Leave.only(Set.of()), delivering.words("plan"), false),
        main.report(),
        out);
  }
}
