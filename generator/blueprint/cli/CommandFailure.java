package blueprint.cli;

import blueprint.diagnostic.Failure;

/** A command that cannot go on: what to tell the user, and the exit code that fits. */
final class CommandFailure extends RuntimeException {

  private final int exitCode;
  private final transient Failure failure;

  CommandFailure(int exitCode, Failure failure) {
    super(failure.message());
    this.exitCode = exitCode;
    this.failure = failure;
  }

  int exitCode() {
    return exitCode;
  }

  Failure failure() {
    return failure;
  }
}
