package blueprint.cli;

import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.output.FolderBusyException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A command that cannot go on: what to tell the user, and the exit code that fits. */
final class CommandFailure extends RuntimeException {

  private final int exitCode;
  private final transient Failure failure;

  CommandFailure(int exitCode, Failure failure) {
    super(failure.message());
    this.exitCode = exitCode;
    this.failure = failure;
  }

  /** Another run writes to a folder, and goes on doing so. */
  static CommandFailure busy(FolderBusyException e) {
    String holder = e.holder().map(who -> " (" + who + ")").orElse("");
    return new CommandFailure(
        ExitCode.LOCKED, Failure.of(Kind.OUTPUT_LOCKED, e.folder() + holder).at(e.folder()));
  }

  /** The file system refuses something about a folder. */
  static CommandFailure files(Kind kind, Path folder, IOException e) {
    return new CommandFailure(
        ExitCode.FILE_SYSTEM, Failure.of(kind, folder.toString(), reason(e)).at(folder));
  }

  /** The JDK leaves the reason out where it has a class for it. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return e.getMessage() + ": permission denied";
    } else if (e instanceof NoSuchFileException) {
      return e.getMessage() + ": there is no such file or folder";
    } else if (e instanceof FileAlreadyExistsException) {
      return e.getMessage() + ": is in the way";
    }
    return String.valueOf(e.getMessage());
  }

  int exitCode() {
    return exitCode;
  }

  Failure failure() {
    return failure;
  }
}
