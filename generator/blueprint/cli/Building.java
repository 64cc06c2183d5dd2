package blueprint.cli;

import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.pipeline.Delivery;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the application is, whose images are built before they are deployed. */
final class Building {

  @Option(
      names = "--build",
      paramLabel = "FOLDER",
      description = "Build and push the images first, of the application's checkout there.")
  private @Nullable Path checkout;

  /** The delivery, with what is to be built for it. */
  Delivery of(Delivery delivery) {
    if (checkout == null) {
      return delivery;
    }
    if (delivery.containers().filter(c -> !c.repositories().isEmpty()).isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          Failure.of(
              Kind.USAGE,
              "no service of " + delivery.stack() + " has a `build`",
              "leave `--build` out: their images come from elsewhere"));
    }
    return delivery.building(checkout.toAbsolutePath().normalize().toString());
  }
}
