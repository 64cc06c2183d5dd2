package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Tier;

/** A health check is over before the next one begins. */
final class HealthRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.loadBalancer().stream())
        .map(Tier.LoadBalancer::health)
        .filter(health -> health.timeout().value().seconds() >= health.every().value().seconds())
        .forEach(
            health ->
                found.add(
                    Diagnostic.of(
                        Code.HEALTH_TIMEOUT,
                        health.timeout().span(),
                        health.timeout().toString(),
                        health.every().toString())));
  }
}
