package blueprint.node;

import java.io.IOException;

/** The files of a program that runs in Node could not be written. */
public final class TemporaryFolderException extends RuntimeException {
  TemporaryFolderException(IOException cause) {
    super(PrivateDirectory.parent() + ": " + cause.getMessage(), cause);
  }
}
