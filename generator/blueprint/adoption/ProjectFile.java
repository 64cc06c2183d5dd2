package blueprint.adoption;

import blueprint.source.SourceFile;
import java.util.Optional;

/**
 * A file of the project.
 *
 * @param name seen from the project's folder, with slashes
 * @param text absent where it is no text, too large, or not read for a reason
 * @param problem why it was not read
 */
record ProjectFile(String name, Optional<SourceFile> text, Optional<String> problem) {

  boolean isBelow(String folder) {
    return name.startsWith(folder + "/");
  }
}
