package blueprint.compile;

import blueprint.diagnostic.Diagnostics;
import blueprint.output.Lock;
import blueprint.output.OutputTree;
import java.util.List;

/**
 * What became of one blueprint.
 *
 * @param file how the user named it
 * @param found all problems
 * @param outputs what it compiles to, for each of its environments; none when there are errors
 */
public record Compilation(String file, Diagnostics found, List<Output> outputs) {

  public Compilation {
    outputs = List.copyOf(outputs);
  }

  /**
   * Files, ready to be written.
   *
   * @param folder where they go, below the directory of all output: {@code shop}, or {@code
   *     shop/production} for an environment
   */
  public record Output(String folder, OutputTree tree, Lock lock) {}
}
