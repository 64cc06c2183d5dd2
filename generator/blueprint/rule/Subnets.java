package blueprint.rule;

import blueprint.language.Cidr;
import blueprint.language.Located;
import blueprint.language.Tier;
import java.util.Optional;

/** The addresses that a tier asks for, whatever its kind. */
final class Subnets {

  private Subnets() {}

  static Optional<Located<Cidr>> written(Tier tier) {
    return tier.loadBalancer()
        .flatMap(Tier.LoadBalancer::subnet)
        .or(() -> tier.instances().flatMap(Tier.Instances::subnet))
        .or(() -> tier.database().flatMap(Tier.Database::subnet));
  }
}
