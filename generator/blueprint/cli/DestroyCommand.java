package blueprint.cli;

import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.handover.Consent;
import blueprint.handover.Leave;
import blueprint.pipeline.Delivery;
import blueprint.pipeline.Pipeline;
import blueprint.pipeline.Pipelines;
import java.io.PrintWriter;
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

/** Takes it away. */
@Command(
    name = "destroy",
    mixinStandardHelpOptions = true,
    header = "Take away what was made, and keep what holds data.",
    description = {
      "Shows what goes and what stays, and wants the stack's name typed. Snapshots, secrets,"
          + " buckets",
      "and machine images stay; what the blueprint protects refuses to go."
    })
final class DestroyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private Delivering delivering = new Delivering();

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "The stack's name, where nobody can be asked for it.")
  private @Nullable String confirm;

  @Mixin private DryRun dryRun = new DryRun();

  @Option(
      names = "--allow-replace",
      paramLabel = "ADDRESS",
      description = "What may be deleted although its data goes with it.")
  private Set<String> losses = new HashSet<>();

  @Override
  public Integer call() {
    Optional<Delivering.Parcel> parcel = delivering.parcel(main.report());
    if (parcel.isEmpty()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    PrintWriter out = spec.commandLine().getOut();
    Delivery delivery = parcel.get().output().delivery();
    Pipeline pipeline = delivering.held(Pipelines.destroy(delivery, parcel.get().engine()));
    if (dryRun.prints(pipeline, parcel.get(), out)) {
      return ExitCode.DONE;
    }
    requireName(delivery);
    say(out, delivery);
    return delivering.run(
        parcel.get(),
        pipeline,
        new Delivering.Terms(
            confirm == null ? Questions.name(out, delivery.stack()) : Consent.given(),
            new Leave(losses, true),
            delivering.words("destroy"),
            false),
        main.report(),
        out);
  }

  private void requireName(Delivery delivery) {
    if (confirm == null && !main.report().asks()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          Failure.of(
              Kind.NOT_ASKED,
              "destroy " + delivery.stack(),
              "`--confirm " + delivery.stack() + "`"));
    }
    if (confirm != null && !confirm.equals(delivery.stack())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          Failure.of(
              Kind.USAGE,
              "`" + confirm + "` is not the name of the stack",
              "it is called " + delivery.stack()));
    }
  }

  private static void say(PrintWriter out, Delivery delivery) {
    if (!delivery.remains().isEmpty()) {
      out.println("stays: " + String.join(", ", delivery.remains()));
    }
    if (!delivery.protectedOnes().isEmpty()) {
      out.println(
          "protected, and refuses to go until the blueprint says `protect: false` and that is"
              + " applied: "
              + String.join(", ", delivery.protectedOnes()));
    }
  }
}
