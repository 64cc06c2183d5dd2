package blueprint.plan;

import blueprint.language.Blueprint;
import blueprint.language.Firewall;
import blueprint.language.Name;
import blueprint.language.Tier;
import blueprint.plan.Connection.Addresses;
import blueprint.plan.LoadBalancer.Certificate;
import blueprint.plan.LoadBalancer.Listener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Plans load balancers. */
final class EntrancePlanner {

  private final Blueprint blueprint;

  EntrancePlanner(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  LoadBalancer plan(Name name, Tier.LoadBalancer loadBalancer) {
    List<Listener> listeners = new ArrayList<>();
    loadBalancer.listen().forEach(listen -> listeners.add(listener(loadBalancer, listen)));
    listeners.sort(Comparator.comparingInt(Listener::port));
    return new LoadBalancer(
        name.text(),
        Names.tier(blueprint.name().value().text(), name.text()),
        loadBalancer.internal().value(),
        ConnectionPlanner.visitors(blueprint, loadBalancer).stream().anyMatch(Addresses::isIpv6),
        listeners,
        Routes.targets(blueprint, loadBalancer),
        loadBalancer.firewall().map(firewall -> webAcl(name, firewall)),
        loadBalancer
            .accessLogs()
            .map(duration -> OptionalInt.of(duration.value().days()))
            .orElseGet(OptionalInt::empty),
        loadBalancer.protect().value());
  }

  private WebAcl webAcl(Name tier, Firewall firewall) {
    String path = "tiers." + tier.text() + ".firewall";
    return WebAclPlanner.plan(blueprint.name().value().text(), tier.text(), path, firewall);
  }

  private Listener listener(Tier.LoadBalancer loadBalancer, Tier.Listen listen) {
    Optional<String> target =
        listen.to().map(to -> Routes.target(blueprint, loadBalancer, to.value()).name());
    return new Listener(
        listen.port().value().number(),
        listen.https().map(port -> certificate(listen)),
        target,
        listen.redirect().isPresent()
            ? OptionalInt.of(httpsPort(loadBalancer))
            : OptionalInt.empty());
  }

  private static Certificate certificate(Tier.Listen listen) {
    return listen
        .certificate()
        .<Certificate>map(arn -> new LoadBalancer.Given(arn.value()))
        .orElseGet(LoadBalancer.Issued::new);
  }

  private static int httpsPort(Tier.LoadBalancer loadBalancer) {
    return loadBalancer.listen().stream()
        .flatMap(listen -> listen.https().stream())
        .map(port -> port.value().number())
        .findFirst()
        .orElseThrow();
  }
}
