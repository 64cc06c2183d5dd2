package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Port;
import blueprint.language.ServiceReference;
import blueprint.language.SwarmTier;
import blueprint.language.Tier;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What load balancers reach on the machines of a swarm is there once, and is not the swarm's own.
 */
final class PublishedPortRule implements Rule {

  /** What the machines say to each other over TCP. */
  private static final Set<Integer> OWN = Set.of(2377, 7946);

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Map<Integer, Name> published = new HashMap<>();
    for (ServiceReference to : routed(blueprint)) {
      Tier tier = blueprint.tiers().get(to.tier());
      if (tier == null || tier.swarm().isEmpty() || to.service().isEmpty()) {
        continue;
      }
      SwarmTier.Container service = tier.swarm().get().services().get(to.service().get());
      if (service != null && service.port().isPresent()) {
        check(to.service().get(), service.port().get(), published, found);
      }
    }
  }

  private static Set<ServiceReference> routed(Blueprint blueprint) {
    Map<String, ServiceReference> routed = new TreeMap<>();
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.loadBalancer().stream())
        .flatMap(loadBalancer -> loadBalancer.listen().stream())
        .flatMap(listen -> listen.to().stream())
        .forEach(to -> routed.put(to.toString(), to.value()));
    return new LinkedHashSet<>(routed.values());
  }

  private static void check(
      Name name, Located<Port> port, Map<Integer, Name> published, Diagnostics found) {
    int number = port.value().number();
    if (OWN.contains(number)) {
      found.add(Diagnostic.of(Code.SWARM_PORT, port.span(), port.toString(), name.text()));
    }
    Name other = published.putIfAbsent(number, name);
    if (other != null) {
      found.add(
          Diagnostic.of(
              Code.SAME_PORT_TWICE, port.span(), other.text(), name.text(), port.toString()));
    }
  }
}
