package blueprint.compile;

import blueprint.diagnostic.Diagnostics;
import java.util.List;

/**
 * Pictures of one blueprint.
 *
 * @param found all problems that can be seen without emitting anything
 * @param all one for each environment; none when there are errors
 */
public record Drawings(Diagnostics found, List<Drawing> all) {

  public Drawings {
    all = List.copyOf(all);
  }

  /**
   * A picture.
   *
   * @param folder the environment's folder in the output
   * @param mermaid its text for Mermaid
   * @param svg the same as an SVG document
   */
  public record Drawing(String folder, String mermaid, String svg) {}
}
