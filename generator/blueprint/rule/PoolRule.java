package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Limit;
import blueprint.language.Blueprint;
import blueprint.language.Cidr;
import blueprint.language.Located;

/** Networks between containers have addresses of their own, and enough of them. */
final class PoolRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.swarm().stream())
        .forEach(swarm -> check(blueprint, swarm.pool(), found));
  }

  private static void check(Blueprint blueprint, Located<Cidr> pool, Diagnostics found) {
    HostBits.check(pool, found);
    int prefix = pool.value().prefix();
    if (!Limit.POOL_PREFIX.allows(prefix)) {
      found.add(
          Diagnostic.of(
              Code.POOL_SIZE,
              pool.span(),
              pool.toString(),
              Integer.toString(Limit.POOL_PREFIX.min()),
              Integer.toString(Limit.POOL_PREFIX.max())));
    }
    Cidr network = blueprint.network().cidr().value();
    if (blueprint.network().existing().isEmpty() && network.overlaps(pool.value())) {
      found.add(
          Diagnostic.of(Code.POOL_OVERLAPS, pool.span(), pool.toString(), network.toString())
              .noting(blueprint.network().cidr().span(), "the network"));
    }
  }
}
