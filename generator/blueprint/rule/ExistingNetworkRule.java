package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Network;
import blueprint.language.Tier;
import blueprint.plan.Names;
import blueprint.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An existing network names subnets for every tier, and nothing of a new one is written. */
final class ExistingNetworkRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Network network = blueprint.network();
    if (network.existing().isEmpty()) {
      return;
    }
    Map<Name, List<Located<String>>> subnets = network.existing().get().subnets();
    Span span = network.existing().get().span();
    blueprint.tiers().forEach((name, tier) -> check(name, tier, subnets, span, found));
    Set<Name> known = known(blueprint);
    subnets.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(
            name ->
                found.add(
                    Diagnostic.of(Code.UNKNOWN_TIER, span, name.text())
                        .suggesting(
                            Suggestions.hint(
                                name.text(), known.stream().map(Name::text).toList()))));
    written("cidr", network.cidr(), network, found);
    written("zones", network.zones(), network, found);
    written("nat", network.nat(), network, found);
    written("flow_logs", network.flowLogs(), network, found);
  }

  /** What subnets may be named for: each tier, and the load balancers that it does not name. */
  private static Set<Name> known(Blueprint blueprint) {
    Set<Name> known = new TreeSet<>(blueprint.tiers().keySet());
    Programs.each(blueprint, (tier, program) -> known.add(new Name(Names.entrance(tier.text()))));
    return known;
  }

  private static void program(
      Name name,
      BeanstalkTier program,
      Map<Name, List<Located<String>>> subnets,
      Span span,
      Diagnostics found) {
    String entrance = Names.entrance(name.text());
    if (subnets.getOrDefault(new Name(entrance), List.of()).size() < 2) {
      found.add(Diagnostic.of(Code.EXISTING_SUBNETS_MISSING, span, entrance));
    }
    program
        .entrance()
        .ifPresent(e -> found.add(Diagnostic.of(Code.EXISTING_AND_NEW, e.span(), "entrance")));
    if (program.internal().value() && program.allow().isEmpty()) {
      found.add(Diagnostic.of(Code.ALLOW_MISSING, program.span(), name.text()));
    }
  }

  private static void check(
      Name name,
      Tier tier,
      Map<Name, List<Located<String>>> subnets,
      Span span,
      Diagnostics found) {
    List<Located<String>> ids = subnets.getOrDefault(name, List.of());
    boolean two = tier.loadBalancer().isPresent() || tier.database().isPresent();
    if (ids.size() < (two ? 2 : 1)) {
      found.add(Diagnostic.of(Code.EXISTING_SUBNETS_MISSING, span, name.text()));
    }
    tier.subnet()
        .ifPresent(s -> found.add(Diagnostic.of(Code.EXISTING_AND_NEW, s.span(), "subnet")));
    tier.beanstalk().ifPresent(program -> program(name, program, subnets, span, found));
    boolean internal =
        tier.loadBalancer().filter(l -> l.internal().value() && l.allow().isEmpty()).isPresent();
    if (internal) {
      found.add(Diagnostic.of(Code.ALLOW_MISSING, tier.span(), name.text()));
    }
  }

  /** A default stands at the network's own place; what was written, at its own. */
  private static void written(String key, Located<?> value, Network network, Diagnostics found) {
    if (!value.span().equals(network.span())) {
      found.add(Diagnostic.of(Code.EXISTING_AND_NEW, value.span(), key));
    }
  }
}
