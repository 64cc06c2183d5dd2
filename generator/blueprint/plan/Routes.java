package blueprint.plan;

import blueprint.language.Blueprint;
import blueprint.language.Name;
import blueprint.language.Port;
import blueprint.language.ServiceReference;
import blueprint.language.Tier;
import blueprint.plan.LoadBalancer.Health;
import blueprint.plan.LoadBalancer.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the services that a load balancer routes to. */
final class Routes {

  private Routes() {}

  /** The targets by name, each once. */
  static List<Target> targets(Blueprint blueprint, Tier.LoadBalancer loadBalancer) {
    Map<String, Target> targets = new TreeMap<>();
    for (Tier.Listen listen : loadBalancer.listen()) {
      listen
          .to()
          .map(to -> target(blueprint, loadBalancer, to.value()))
          .ifPresent(target -> targets.put(target.name(), target));
    }
    return new ArrayList<>(targets.values());
  }

  static Target target(
      Blueprint blueprint, Tier.LoadBalancer loadBalancer, ServiceReference reference) {
    Tier tier = blueprint.tiers().get(reference.tier());
    Tier.Instances instances = Optional.ofNullable(tier).flatMap(Tier::instances).orElseThrow();
    Name service = reference.service().orElseGet(() -> onlyWithPort(instances));
    Port port =
        Optional.ofNullable(instances.services().get(service))
            .flatMap(Tier.Service::port)
            .orElseThrow()
            .value();
    String tierName = reference.tier().text();
    return new Target(
        Names.target(tierName, service.text()),
        tierName,
        service.text(),
        port.number(),
        health(loadBalancer.health()),
        loadBalancer.drain().value().seconds());
  }

  private static Name onlyWithPort(Tier.Instances instances) {
    return instances.services().entrySet().stream()
        .filter(entry -> entry.getValue().port().isPresent())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static Health health(Tier.Health health) {
    return new Health(
        health.path().value(),
        health.every().value().seconds(),
        health.timeout().value().seconds(),
        health.healthy().value(),
        health.unhealthy().value(),
        health.status().value());
  }
}
