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
    Map<Name, Port> ports = Optional.ofNullable(tier).map(Routes::ports).orElseThrow();
    Name service = reference.service().orElseGet(() -> ports.keySet().iterator().next());
    Port port = Optional.ofNullable(ports.get(service)).orElseThrow();
    String tierName = reference.tier().text();
    return new Target(
        Names.target(tierName, service.text()),
        tierName,
        service.text(),
        port.number(),
        health(loadBalancer.health()),
        loadBalancer.drain().value().seconds());
  }

  /** The names of the targets that the machines of a tier serve. */
  static List<String> targetNames(Blueprint blueprint, String tier) {
    return blueprint.tiers().values().stream()
        .flatMap(t -> t.loadBalancer().stream())
        .flatMap(l -> targets(blueprint, l).stream())
        .filter(target -> target.tier().equals(tier))
        .map(Target::name)
        .sorted()
        .distinct()
        .toList();
  }

  /** The services of a tier that listen on a port. */
  private static Map<Name, Port> ports(Tier tier) {
    Map<Name, Port> ports = new TreeMap<>();
    tier.instances()
        .ifPresent(
            instances ->
                instances
                    .services()
                    .forEach((name, s) -> s.port().ifPresent(p -> ports.put(name, p.value()))));
    tier.swarm()
        .ifPresent(
            swarm ->
                swarm
                    .services()
                    .forEach((name, s) -> s.port().ifPresent(p -> ports.put(name, p.value()))));
    return ports;
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
