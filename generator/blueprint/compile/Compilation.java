package blueprint.compile;

import blueprint.diagnostic.Diagnostics;
import blueprint.output.Lock;
import blueprint.output.Origin;
import blueprint.output.OutputTree;
import blueprint.pipeline.Delivery;
import blueprint.source.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   * @param delivery what is handed over to the native tools
   * @param read the texts of files that were read beside the blueprint, by path
   * @param trail the way back to the blueprint, where that was asked for
   */
  public record Output(
      String folder,
      OutputTree tree,
      Lock lock,
      Delivery delivery,
      Map<String, String> read,
      Optional<Trail> trail) {}

  /**
   * The way from the output back to the blueprint.
   *
   * @param origins where each file, and each block of Terraform, comes from
   * @param source what was written, the environment laid over it; each node knows its own place
   */
  public record Trail(List<Origin> origins, YamlNode source) {
    public Trail {
      origins = List.copyOf(origins);
    }
  }
}
