package blueprint.target.cloudformation;

import blueprint.plan.NatComment;
import blueprint.plan.Network.Nat;
import blueprint.plan.Network.Own;
import blueprint.plan.Network.TierSubnets;
import blueprint.plan.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where packets go: NAT gateways, and a way out for the tiers that have one. */
final class RouteLowering {

  private final Stack stack;
  private final Own network;

  private RouteLowering(Stack stack, Own network) {
    this.stack = stack;
    this.network = network;
  }

  static List<Resource> resources(Stack stack, Own network) {
    return new RouteLowering(stack, network).resources();
  }

  private List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    if (stack.network().hasNat()) {
      for (String zone : gatewayZones()) {
        resources.add(address(zone));
        resources.add(gateway(zone));
      }
    }
    for (TierSubnets subnets : NetworkLowering.subnets(network)) {
      String path = Places.plain(subnets.path()).replaceFirst("\\.subnet$", "");
      switch (subnets.exposure()) {
        case PUBLIC -> resources.addAll(toTheInternet(subnets, path));
        case PRIVATE -> resources.addAll(throughNat(subnets, path));
        case ISOLATED -> resources.addAll(nowhere(subnets, path));
      }
    }
    return resources;
  }

  private List<String> gatewayZones() {
    int gateways = network.nat() == Nat.SINGLE ? 1 : network.zones().size();
    return network.zones().subList(0, gateways);
  }

  /** A public address cannot be given up while the gateway is attached, nor used without it. */
  private Resource address(String zone) {
    return Resource.of(zonal("NatAddress", zone), "AWS::EC2::EIP")
        .from("network.nat")
        .reads("network.zones")
        .dependsOn(List.of("InternetGatewayAttachment"))
        .set("Domain", "vpc")
        .set("Tags", stack.tags(stack.name("nat-" + zone)));
  }

  private Resource gateway(String zone) {
    String tier = network.publicSubnets().orElseThrow().tier();
    return explained(Resource.of(zonal("NatGateway", zone), "AWS::EC2::NatGateway"), zone)
        .reads("region")
        .set("AllocationId", Expression.attribute(zonal("NatAddress", zone), "AllocationId"))
        .set("SubnetId", Expression.ref(NetworkReferences.subnet(tier, zone)))
        .set("Tags", stack.tags(stack.name(zone)));
  }

  private Resource explained(Resource gateway, String zone) {
    if (!NetworkLowering.isFirst(network, zone)) {
      return gateway.from("network.nat");
    }
    NatComment comment = NatComment.of(stack.plan().region(), network, stack.plan().machineTiers());
    return gateway.from("network.nat", comment.why()).comment(comment.otherwise());
  }

  private List<Resource> toTheInternet(TierSubnets subnets, String path) {
    List<Resource> resources = new ArrayList<>();
    resources.add(table(subnets, "").from(path, "public"));
    resources.add(
        defaultRoute(subnets, "")
            .from(path, "public")
            .dependsOn(List.of("InternetGatewayAttachment"))
            .set("GatewayId", Expression.ref("InternetGateway")));
    if (network.ipv6()) {
      resources.add(
          ipv6Route(subnets, "")
              .from(path, "public")
              .reads("network.ipv6")
              .dependsOn(List.of("InternetGatewayAttachment", NetworkReferences.IPV6_BLOCK))
              .set("GatewayId", Expression.ref("InternetGateway")));
    }
    network.zones().forEach(zone -> resources.add(association(subnets, zone, "")));
    return resources;
  }

  private List<Resource> throughNat(TierSubnets subnets, String path) {
    String why = "private, a table per zone so that each zone can have a gateway of its own";
    List<Resource> resources = new ArrayList<>();
    for (String zone : network.zones()) {
      resources.add(
          table(subnets, zone).from(path, NetworkLowering.isFirst(network, zone) ? why : ""));
      if (stack.network().hasNat()) {
        String gateway = network.nat() == Nat.SINGLE ? network.zones().get(0) : zone;
        resources.add(
            defaultRoute(subnets, zone)
                .from("network.nat")
                .set("NatGatewayId", Expression.ref(zonal("NatGateway", gateway))));
      }
      if (stack.network().hasIpv6WayOut()) {
        String past = "past the NAT gateways, which are for IPv4";
        resources.add(
            ipv6Route(subnets, zone)
                .from("network.ipv6", NetworkLowering.isFirst(network, zone) ? past : "")
                .reads("network.nat")
                .dependsOn(List.of(NetworkReferences.IPV6_BLOCK))
                .set("EgressOnlyInternetGatewayId", Expression.ref(NetworkReferences.EGRESS_ONLY)));
      }
      resources.add(association(subnets, zone, zone));
    }
    return resources;
  }

  private List<Resource> nowhere(TierSubnets subnets, String path) {
    List<Resource> resources = new ArrayList<>();
    resources.add(table(subnets, "").from(path, "isolated, no way out of the VPC"));
    network.zones().forEach(zone -> resources.add(association(subnets, zone, "")));
    return resources;
  }

  private Resource table(TierSubnets subnets, String zone) {
    String word = zone.isEmpty() ? subnets.tier() : subnets.tier() + "-" + zone;
    return Resource.of(NetworkReferences.routeTable(subnets.tier(), zone), "AWS::EC2::RouteTable")
        .set("VpcId", stack.network().vpcId())
        .set("Tags", stack.tags(stack.name(word)));
  }

  private static Resource defaultRoute(TierSubnets subnets, String zone) {
    String tier = subnets.tier();
    return Resource.of(NetworkReferences.internetRoute(tier, zone), "AWS::EC2::Route")
        .set("RouteTableId", Expression.ref(NetworkReferences.routeTable(tier, zone)))
        .set("DestinationCidrBlock", "0.0.0.0/0");
  }

  private static Resource ipv6Route(TierSubnets subnets, String zone) {
    String tier = subnets.tier();
    return Resource.of(NetworkReferences.ipv6Route(tier, zone), "AWS::EC2::Route")
        .set("RouteTableId", Expression.ref(NetworkReferences.routeTable(tier, zone)))
        .set("DestinationIpv6CidrBlock", "::/0");
  }

  /**
   * What leads a subnet to a table.
   *
   * @param table the zone of the table; empty for that of all zones
   */
  private static Resource association(TierSubnets subnets, String zone, String table) {
    String tier = subnets.tier();
    return Resource.of(
            NetworkReferences.association(tier, zone), "AWS::EC2::SubnetRouteTableAssociation")
        .from(Places.plain(subnets.path()))
        .set("SubnetId", Expression.ref(NetworkReferences.subnet(tier, zone)))
        .set("RouteTableId", Expression.ref(NetworkReferences.routeTable(tier, table)));
  }

  private static String zonal(String what, String zone) {
    return what + zone.toUpperCase(Locale.ROOT);
  }
}
