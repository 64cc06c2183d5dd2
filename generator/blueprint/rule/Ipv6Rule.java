package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.language.Blueprint;
import blueprint.language.IpRange;
import blueprint.language.Located;
import blueprint.language.Network;
import blueprint.plan.SubnetLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each tier has IPv6 addresses of its own, and nothing speaks of any where there are none. */
final class Ipv6Rule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Network network = blueprint.network();
    boolean existing = network.existing().isPresent();
    if (network.ipv6().value() && !existing) {
      known(blueprint, found);
      apart(blueprint, found);
      return;
    }
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.allow().stream())
        .filter(range -> range.value().isIpv6())
        .forEach(range -> found.add(without(range, existing)));
    network.ipv6Blocks().values().stream()
        .filter(block -> !existing)
        .limit(1)
        .forEach(block -> found.add(Diagnostic.of(Code.NO_IPV6, block.span(), "ipv6_blocks")));
  }

  private static Diagnostic without(Located<IpRange> range, boolean existing) {
    Diagnostic none = Diagnostic.of(Code.NO_IPV6, range.span(), range.value().toString());
    return existing
        ? none.suggesting(
            Optional.of("delete it: load balancers in an existing network answer on IPv4 only"))
        : none;
  }

  private static void known(Blueprint blueprint, Diagnostics found) {
    List<String> names = names(blueprint);
    blueprint
        .network()
        .ipv6Blocks()
        .forEach(
            (tier, block) -> {
              if (!names.contains(tier.text())) {
                found.add(
                    Diagnostic.of(Code.UNKNOWN_TIER, block.span(), tier.text())
                        .suggesting(Suggestions.hint(tier.text(), names)));
              }
            });
  }

  private static List<String> names(Blueprint blueprint) {
    List<String> names = new ArrayList<>();
    blueprint.tiers().keySet().forEach(name -> names.add(name.text()));
    if (SubnetLayout.gatewaysNeedSubnets(blueprint)) {
      names.add(SubnetLayout.GATEWAYS);
    }
    return names;
  }

  private static void apart(Blueprint blueprint, Diagnostics found) {
    Network network = blueprint.network();
    Map<String, Integer> blocks = new LinkedHashMap<>();
    names(blueprint)
        .forEach(name -> blocks.put(name, SubnetLayout.ipv6Block(network.ipv6Blocks(), name)));
    String free = Integer.toString(SubnetLayout.freeIpv6(blocks.values()));
    Map<Integer, String> owners = new HashMap<>();
    blocks.forEach(
        (name, block) -> {
          String owner = owners.putIfAbsent(block, name);
          if (owner != null) {
            found.add(
                Diagnostic.of(
                    Code.IPV6_BLOCK_TAKEN, network.ipv6().span(), owner, name, "" + block, free));
          }
        });
  }
}
