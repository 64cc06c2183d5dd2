package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Duration;
import blueprint.language.Located;
import blueprint.language.Tier;

/** A health check is over before the next one begins. */
final class HealthRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.loadBalancer().stream())
        .map(Tier.LoadBalancer::health)
        .forEach(health -> check(health.timeout(), health.every(), found));
    Programs.each(
        blueprint,
        (tier, program) -> {
          BeanstalkTier.ProgramHealth health = program.health();
          check(health.timeout(), health.every(), found);
          boolean ignored = !health.replaceUnhealthy().value();
          if (ignored && Programs.isWritten(health.grace(), health.span())) {
            found.add(Diagnostic.of(Code.GRACE_IGNORED, health.grace().span()));
          }
        });
  }

  private static void check(Located<Duration> timeout, Located<Duration> every, Diagnostics found) {
    if (timeout.value().seconds() >= every.value().seconds()) {
      found.add(
          Diagnostic.of(Code.HEALTH_TIMEOUT, timeout.span(), timeout.toString(), every.toString()));
    }
  }
}
