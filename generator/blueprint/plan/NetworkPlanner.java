package blueprint.plan;

import blueprint.facts.Facts;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Cidr;
import blueprint.language.Located;
import blueprint.language.Nat;
import blueprint.language.Tier;
import blueprint.plan.Network.Exposure;
import blueprint.plan.Network.TierSubnets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Divides the network, or takes the one that is there. */
final class NetworkPlanner {

  private NetworkPlanner() {}

  static Network plan(Blueprint blueprint) {
    return blueprint
        .network()
        .existing()
        .map(NetworkPlanner::existing)
        .orElseGet(() -> own(blueprint));
  }

  private static Network existing(blueprint.language.Network.Existing existing) {
    Map<String, List<String>> subnets = new TreeMap<>();
    existing
        .subnets()
        .forEach(
            (tier, ids) -> subnets.put(tier.text(), ids.stream().map(Located::value).toList()));
    return new Network.Existing(existing.vpc().value(), subnets);
  }

  private static Network own(Blueprint blueprint) {
    blueprint.language.Network network = blueprint.network();
    int zones = network.zones().value();
    List<TierSubnets> subnets = new ArrayList<>();
    new TreeMap<>(blueprint.tiers())
        .forEach(
            (name, tier) -> {
              subnets.add(subnets(network, name.text(), tier, zones));
              tier.beanstalk()
                  .ifPresent(b -> subnets.add(entranceSubnets(network, name.text(), b, zones)));
            });
    Network.Nat nat = Network.Nat.valueOf(network.nat().value().name());
    if (SubnetLayout.gatewaysNeedSubnets(blueprint)) {
      subnets.add(gatewaySubnets(network.cidr().value(), zones));
    }
    return new Network.Own(
        network.cidr().value().network().toString(),
        SubnetLayout.ZONES.subList(0, zones),
        nat,
        Facts.logRetention(network.flowLogs().value().days()),
        Names.flowLogGroup(blueprint.name().value().text()),
        subnets,
        network.nat().value() == Nat.NONE ? endpoints(blueprint) : List.of());
  }

  private static TierSubnets subnets(
      blueprint.language.Network network, String name, Tier tier, int zones) {
    Optional<Cidr> written = tier.subnet().map(Located::value);
    Cidr block = written.orElseGet(() -> SubnetLayout.choose(network.cidr().value(), name));
    return new TierSubnets(
        name,
        exposure(tier),
        "tiers." + name + (written.isPresent() ? ".subnet" : ""),
        block.toString(),
        written.isEmpty(),
        SubnetLayout.divide(block, zones));
  }

  /** Where the load balancer stands that Elastic Beanstalk makes for a tier. */
  private static TierSubnets entranceSubnets(
      blueprint.language.Network network, String tier, BeanstalkTier written, int zones) {
    String name = Names.entrance(tier);
    Optional<Cidr> entrance = written.entrance().map(Located::value);
    Cidr block = entrance.orElseGet(() -> SubnetLayout.choose(network.cidr().value(), name));
    return new TierSubnets(
        name,
        written.internal().value() ? Exposure.PRIVATE : Exposure.PUBLIC,
        "tiers." + tier + (entrance.isPresent() ? ".entrance" : ""),
        block.toString(),
        entrance.isEmpty(),
        SubnetLayout.divide(block, zones));
  }

  /** Where NAT gateways stand when no tier faces the internet. */
  private static TierSubnets gatewaySubnets(Cidr network, int zones) {
    Cidr block = SubnetLayout.choose(network, SubnetLayout.GATEWAYS);
    return new TierSubnets(
        SubnetLayout.GATEWAYS,
        Exposure.PUBLIC,
        "network.nat",
        block.toString(),
        true,
        SubnetLayout.divide(block, zones));
  }

  private static Exposure exposure(Tier tier) {
    if (tier.loadBalancer().isPresent()) {
      return tier.loadBalancer().get().internal().value() ? Exposure.PRIVATE : Exposure.PUBLIC;
    }
    return tier.isMachines() ? Exposure.PRIVATE : Exposure.ISOLATED;
  }

  /**
   * What the machines themselves call: Session Manager, their logs, their secrets, and whoever
   * waits for their word.
   */
  private static List<String> endpoints(Blueprint blueprint) {
    boolean machines = blueprint.tiers().values().stream().anyMatch(Tier::isMachines);
    if (!machines) {
      return List.of();
    }
    List<String> services =
        new ArrayList<>(List.of("ec2messages", "logs", "secretsmanager", "ssm", "ssmmessages"));
    if (Planner.awaitsMachines(blueprint)) {
      services.add(0, "cloudformation");
    }
    return services;
  }
}
