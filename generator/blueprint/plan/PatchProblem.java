package blueprint.plan;

import java.util.List;
import java.util.Optional;

/**
 * Why a change that the user wants cannot be made.
 *
 * @param patch the number of the patch among those for its engine
 * @param path the attribute of what is changed; empty for the whole
 * @param reason what is wrong, in words; empty when the address matches nothing
 * @param candidates what could have been meant
 */
public record PatchProblem(
    int patch, String path, Optional<String> reason, List<String> candidates) {
  public PatchProblem {
    candidates = List.copyOf(candidates);
  }
}
