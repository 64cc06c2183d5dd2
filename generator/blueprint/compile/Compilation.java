package blueprint.compile;

import blueprint.diagnostic.Diagnostics;
import blueprint.output.Lock;
import blueprint.output.OutputTree;
import java.util.Optional;

/**
 * What became of one blueprint.
 *
 * @param file how the user named it
 * @param found all problems
 * @param output what it compiles to; empty when there are errors
 */
public record Compilation(String file, Diagnostics found, Optional<Output> output) {

  /**
   * Files, ready to be written.
   *
   * @param name the folder that they go to
   */
  public record Output(String name, OutputTree tree, Lock lock) {}
}
