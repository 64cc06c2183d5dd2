package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.SwarmTier;
import blueprint.language.Tier;
import java.util.Optional;

/** There are not fewer machines at most than at least. */
final class ScaleRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    for (Tier tier : blueprint.tiers().values()) {
      tier.instances()
          .map(Tier.Instances::scale)
          .ifPresent(scale -> check(scale.min(), scale.max(), found));
      tier.swarm()
          .flatMap(SwarmTier::workers)
          .ifPresent(workers -> check(workers.min(), workers.max(), found));
    }
  }

  private static void check(
      Located<Integer> min, Optional<Located<Integer>> max, Diagnostics found) {
    if (max.isPresent() && min.value() > max.get().value()) {
      found.add(Diagnostic.of(Code.SCALE_BOUNDS, min.span(), min.toString(), max.get().toString()));
    }
  }
}
