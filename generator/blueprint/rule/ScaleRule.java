package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.SwarmTier;
import blueprint.language.Tier;
import java.util.Optional;
import java.util.stream.Stream;

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
      tier.beanstalk().ifPresent(program -> check(program, found));
    }
  }

  private static void check(BeanstalkTier program, Diagnostics found) {
    Tier.Scale scale = program.scale();
    check(scale.min(), scale.max(), found);
    Stream.concat(Stream.of(scale.min()), program.twin().map(BeanstalkTier.Twin::machines).stream())
        .filter(least -> least.value() == 0)
        .forEach(least -> found.add(Diagnostic.of(Code.PLATFORM_WITHOUT_MACHINES, least.span())));
    int most = Math.max(1, scale.max().orElse(scale.min()).value());
    program
        .twin()
        .map(BeanstalkTier.Twin::machines)
        .filter(idle -> idle.value() > most)
        .ifPresent(
            idle ->
                found.add(
                    Diagnostic.of(Code.TWIN_LARGER, idle.span(), idle.toString(), "" + most)));
  }

  private static void check(
      Located<Integer> min, Optional<Located<Integer>> max, Diagnostics found) {
    if (max.isPresent() && min.value() > max.get().value()) {
      found.add(Diagnostic.of(Code.SCALE_BOUNDS, min.span(), min.toString(), max.get().toString()));
    }
  }
}
