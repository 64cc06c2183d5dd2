package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Limit;
import blueprint.language.Blueprint;
import blueprint.language.Cidr;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.plan.Names;
import blueprint.plan.SubnetLayout;
import blueprint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Subnets lie in the network, are large enough, and apart from each other. */
final class SubnetRule implements Rule {

  private static final String GATEWAYS =
      "the network, whose NAT gateways have subnets of their own";

  /** A tier's addresses, and where they are written or could be. */
  private record Block(Name tier, String key, Cidr cidr, Span span, boolean chosen) {}

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    if (blueprint.network().existing().isPresent()) {
      return;
    }
    Cidr network = blueprint.network().cidr().value().network();
    List<Block> blocks = new ArrayList<>();
    blueprint
        .tiers()
        .forEach(
            (name, tier) -> {
              boolean entrance = tier.loadBalancer().isPresent();
              add(network, name, "subnet", tier.subnet(), tier.span(), entrance, blocks, found);
            });
    Programs.each(
        blueprint,
        (tier, program) -> {
          Name entrance = new Name(Names.entrance(tier.text()));
          if (blueprint.tiers().containsKey(entrance)) {
            return; // a name that is refused elsewhere
          }
          add(
              network,
              entrance,
              "entrance",
              program.entrance(),
              program.span(),
              true,
              blocks,
              found);
        });
    if (SubnetLayout.gatewaysNeedSubnets(blueprint)) {
      addGateways(network, blueprint.network().span(), blocks, found);
    }
    for (int i = 0; i < blocks.size(); i++) {
      for (int j = 0; j < i; j++) {
        compare(network, blocks, blocks.get(j), blocks.get(i), found);
      }
    }
  }

  private static void add(
      Cidr network,
      Name name,
      String key,
      Optional<Located<Cidr>> written,
      Span otherwise,
      boolean entrance,
      List<Block> blocks,
      Diagnostics found) {
    if (written.isEmpty() && !SubnetLayout.canChoose(network)) {
      found.add(Diagnostic.of(Code.NETWORK_TOO_SMALL, otherwise, network.toString()));
      return;
    }
    Span span = written.map(Located::span).orElse(otherwise);
    Cidr cidr =
        written.map(Located::value).orElseGet(() -> SubnetLayout.choose(network, name.text()));
    written.ifPresent(subnet -> HostBits.check(subnet, found));
    if (!network.contains(cidr)) {
      found.add(
          Diagnostic.of(Code.SUBNET_OUTSIDE_NETWORK, span, cidr.toString(), network.toString()));
      return;
    }
    size(entrance, cidr, span, found);
    blocks.add(new Block(name, key, cidr, span, written.isEmpty()));
  }

  private static void addGateways(Cidr network, Span span, List<Block> blocks, Diagnostics found) {
    if (!SubnetLayout.canChoose(network)) {
      found.add(
          Diagnostic.of(Code.NETWORK_TOO_SMALL, span, network.toString())
              .suggesting(
                  Optional.of("take a larger network, in which the NAT gateways have room")));
      return;
    }
    Cidr cidr = SubnetLayout.choose(network, SubnetLayout.GATEWAYS);
    blocks.add(0, new Block(new Name(SubnetLayout.GATEWAYS), "subnet", cidr, span, false));
  }

  private static void size(boolean entrance, Cidr cidr, Span span, Diagnostics found) {
    int least = (entrance ? Limit.LOAD_BALANCER_SUBNET_PREFIX : Limit.SUBNET_PREFIX).max();
    int slot = SubnetLayout.slotPrefix(cidr);
    if (slot > least) {
      found.add(
          Diagnostic.of(
              Code.SUBNET_TOO_SMALL,
              span,
              cidr.toString(),
              Integer.toString(SubnetLayout.ZONES.size()),
              Integer.toString(slot),
              entrance ? "load balancers" : "subnets",
              Integer.toString(least),
              Integer.toString(least - 2)));
    }
  }

  private static void compare(
      Cidr network, List<Block> blocks, Block first, Block second, Diagnostics found) {
    if (!first.cidr().overlaps(second.cidr())) {
      return;
    }
    String one = first.tier().text();
    String other = second.tier().text();
    if (first.chosen() || second.chosen()) {
      List<Cidr> taken = blocks.stream().map(Block::cidr).toList();
      Block moved = second.chosen() ? second : first;
      String free = "`" + moved.key() + ": " + SubnetLayout.free(network, taken) + "`";
      found.add(
          Diagnostic.of(
              Code.SUBNET_CHOICE_TAKEN, moved.span(), one, other, second.cidr().toString(), free));
      return;
    }
    found.add(
        Diagnostic.of(
                Code.SUBNETS_OVERLAP,
                second.span(),
                second.cidr().toString(),
                other,
                first.cidr().toString(),
                one)
            .noting(
                first.span(), one.equals(SubnetLayout.GATEWAYS) ? GATEWAYS : "the other subnet"));
  }
}
