package blueprint.diff;

import blueprint.inventory.Effect;
import java.util.Optional;

/**
 * Another value of an attribute.
 *
 * @param before empty when it was not written
 * @param after empty when it is no longer written
 * @param because the part that it is taken from, where that is what changes
 */
public record AttributeChange(
    String path,
    Optional<String> before,
    Optional<String> after,
    Effect effect,
    Optional<String> because) {

  /** What is said to the engine, not to AWS. */
  boolean isSaid() {
    return path.startsWith("@");
  }
}
