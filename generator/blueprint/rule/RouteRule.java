package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Port;
import blueprint.language.ServiceReference;
import blueprint.language.Tier;
import blueprint.source.Span;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests go to a service that exists and has a port, and every port is reached. */
final class RouteRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Set<String> routed = new HashSet<>();
    for (Tier tier : blueprint.tiers().values()) {
      tier.loadBalancer().stream()
          .flatMap(loadBalancer -> loadBalancer.listen().stream())
          .flatMap(listen -> listen.to().stream())
          .forEach(to -> check(blueprint, to, routed, found));
    }
    blueprint.tiers().forEach((name, tier) -> unrouted(name, tier, routed, found));
  }

  private static void check(
      Blueprint blueprint, Located<ServiceReference> to, Set<String> routed, Diagnostics found) {
    String tierName = to.value().tier().text();
    Tier tier = blueprint.tiers().get(to.value().tier());
    if (tier == null) {
      List<String> names = blueprint.tiers().keySet().stream().map(Name::text).toList();
      found.add(
          Diagnostic.of(Code.UNKNOWN_TIER, to.span(), tierName)
              .suggesting(Suggestions.hint(tierName, names)));
      return;
    }
    if (!tier.isMachines() || tier.beanstalk().isPresent()) {
      found.add(Diagnostic.of(Code.WRONG_TIER_KIND, to.span(), tierName, "a tier of machines"));
      return;
    }
    Map<Name, Listener> services = listeners(tier);
    to.value()
        .service()
        .ifPresentOrElse(
            service -> named(to, service, services, routed, found),
            () -> only(to, services, routed, found));
  }

  /** A service that may listen on a port. */
  private record Listener(Span span, Optional<Located<Port>> port) {}

  private static Map<Name, Listener> listeners(Tier tier) {
    Map<Name, Listener> listeners = new LinkedHashMap<>();
    tier.instances()
        .ifPresent(
            instances ->
                instances
                    .services()
                    .forEach((name, s) -> listeners.put(name, new Listener(s.span(), s.port()))));
    tier.swarm()
        .ifPresent(
            swarm ->
                swarm
                    .services()
                    .forEach((name, s) -> listeners.put(name, new Listener(s.span(), s.port()))));
    return listeners;
  }

  private static void named(
      Located<ServiceReference> to,
      Name service,
      Map<Name, Listener> services,
      Set<String> routed,
      Diagnostics found) {
    String tier = to.value().tier().text();
    Listener target = services.get(service);
    if (target == null) {
      List<String> names = services.keySet().stream().map(Name::text).toList();
      found.add(
          Diagnostic.of(Code.UNKNOWN_SERVICE, to.span(), tier, service.text())
              .suggesting(Suggestions.hint(service.text(), names)));
    } else if (target.port().isEmpty()) {
      found.add(
          Diagnostic.of(Code.SERVICE_WITHOUT_PORT, to.span(), service.text())
              .noting(target.span(), "the service"));
    } else {
      routed.add(tier + "." + service);
    }
  }

  private static void only(
      Located<ServiceReference> to,
      Map<Name, Listener> services,
      Set<String> routed,
      Diagnostics found) {
    String tier = to.value().tier().text();
    List<String> candidates =
        services.entrySet().stream()
            .filter(entry -> entry.getValue().port().isPresent())
            .map(entry -> tier + "." + entry.getKey())
            .toList();
    if (candidates.isEmpty()) {
      found.add(Diagnostic.of(Code.SERVICE_WITHOUT_PORT, to.span(), tier));
    } else if (candidates.size() > 1) {
      found.add(
          Diagnostic.of(Code.AMBIGUOUS_SERVICE, to.span(), tier, Suggestions.list(candidates)));
    } else {
      routed.add(candidates.get(0));
    }
  }

  private static void unrouted(Name name, Tier tier, Set<String> routed, Diagnostics found) {
    tier.instances()
        .ifPresent(
            instances ->
                instances
                    .services()
                    .forEach(
                        (service, target) -> {
                          String path = name + "." + service;
                          if (target.port().isPresent() && !routed.contains(path)) {
                            Located<Port> port = target.port().get();
                            found.add(
                                Diagnostic.of(
                                    Code.NOTHING_ROUTED, port.span(), port.toString(), path));
                          }
                        }));
  }
}
