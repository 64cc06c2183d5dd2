package blueprint.compile;

import blueprint.diagnostic.Diagnostics;
import blueprint.diff.Side;
import java.util.List;

/**
 * What a blueprint makes, as far as its engines' models say.
 *
 * @param found all problems
 * @param sides its environments; none when there are errors
 */
public record Stock(Diagnostics found, List<Side> sides) {

  public Stock {
    sides = List.copyOf(sides);
  }
}
