package blueprint.output;

import java.nio.file.Path;
import java.util.Optional;

/** Another run writes to a folder, and did not end in time. */
public final class FolderBusyException extends Exception {

  private final transient Path folder;
  private final transient Optional<String> holder;

  FolderBusyException(Path folder, Optional<String> holder) {
    super("another run writes to " + folder);
    this.folder = folder;
    this.holder = holder;
  }

  /** What it writes to. */
  public Path folder() {
    return folder;
  }

  /** Which process it is and when it started, as far as it says so. */
  public Optional<String> holder() {
    return holder;
  }
}
