package blueprint.target.terraform;

import java.io.IOException;

/** What an engine writes on the way could not be written. */
public final class TemporaryFolderException extends RuntimeException {
  TemporaryFolderException(IOException cause) {
    super(PrivateDirectory.parent() + ": " + cause.getMessage(), cause);
  }
}
