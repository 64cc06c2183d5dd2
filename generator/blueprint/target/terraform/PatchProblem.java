package blueprint.target.terraform;

import java.util.List;
import java.util.Optional;

/**
 * Why a change that the user wants cannot be made.
 *
 * @param patch the number of the patch in the plan
 * @param path the attribute in the block; empty for the block itself
 * @param reason what is wrong, in words; empty when the address matches nothing
 * @param candidates what could have been meant
 */
public record PatchProblem(
    int patch, String path, Optional<String> reason, List<String> candidates) {
  public PatchProblem {
    candidates = List.copyOf(candidates);
  }
}
