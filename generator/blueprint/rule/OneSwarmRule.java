package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;

/** A blueprint has one swarm: what is deployed has one place. */
final class OneSwarmRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint.tiers().entrySet().stream()
        .filter(tier -> tier.getValue().swarm().isPresent())
        .skip(1)
        .forEach(
            tier ->
                found.add(
                    Diagnostic.of(
                        Code.SECOND_SWARM, tier.getValue().span(), tier.getKey().text())));
  }
}
