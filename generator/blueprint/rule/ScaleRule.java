package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Tier;
import java.util.Optional;

/** There are not fewer machines at most than at least. */
final class ScaleRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.instances().stream())
        .map(Tier.Instances::scale)
        .forEach(
            scale -> {
              Optional<Located<Integer>> max = scale.max();
              if (max.isPresent() && scale.min().value() > max.get().value()) {
                found.add(
                    Diagnostic.of(
                        Code.SCALE_BOUNDS,
                        scale.min().span(),
                        scale.min().toString(),
                        max.get().toString()));
              }
            });
  }
}
