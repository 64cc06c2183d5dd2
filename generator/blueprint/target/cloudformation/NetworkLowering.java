package blueprint.target.cloudformation;

import blueprint.plan.Network.Own;
import blueprint.plan.Network.TierSubnets;
import blueprint.plan.Places;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The network: a VPC with subnets and routes, and a record of all connections.
 *
 * <p>What there is once per zone is said once: at the first zone.
 */
final class NetworkLowering {

  private static final int IPV6_SUBNETS = 256;
  private static final int IPV6_HOST_BITS = 64;

  private final Stack stack;
  private final Own network;

  private NetworkLowering(Stack stack, Own network) {
    this.stack = stack;
    this.network = network;
  }

  /** Nothing for a network that is there already. */
  static List<Resource> resources(Stack stack) {
    return stack.plan().network() instanceof Own own
        ? new NetworkLowering(stack, own).resources()
        : List.of();
  }

  private List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    resources.add(vpc());
    if (network.ipv6()) {
      resources.add(ipv6Block());
    }
    if (stack.network().hasInternetGateway()) {
      resources.add(internetGateway());
      resources.add(attachment());
    }
    if (stack.network().hasIpv6WayOut()) {
      resources.add(egressOnlyGateway());
    }
    for (TierSubnets subnets : subnets(network)) {
      subnets.cidrs().forEach((zone, cidr) -> resources.add(subnet(subnets, zone, cidr)));
    }
    resources.addAll(RouteLowering.resources(stack, network));
    resources.addAll(EndpointLowering.resources(stack, network));
    resources.addAll(FlowLogLowering.resources(stack, network));
    return resources;
  }

  /** Tiers from the internet inwards. */
  static List<TierSubnets> subnets(Own network) {
    return network.subnets().stream().sorted(Comparator.comparing(TierSubnets::exposure)).toList();
  }

  private Resource vpc() {
    return Resource.of(NetworkReferences.VPC, "AWS::EC2::VPC")
        .from("network.cidr")
        .comment("AWS gives it a default security group, whose members reach each other and the")
        .comment("internet. CloudFormation cannot take its rules away; nothing here is a member.")
        .set("CidrBlock", network.cidr())
        .set("EnableDnsSupport", true)
        .set("EnableDnsHostnames", true)
        .set("Tags", stack.tags(stack.plan().name()));
  }

  private Resource ipv6Block() {
    return Resource.of(NetworkReferences.IPV6_BLOCK, "AWS::EC2::VPCCidrBlock")
        .from("network.ipv6", "a /56 that AWS chooses; each subnet has a /64 of it")
        .set("VpcId", stack.network().vpcId())
        .set("AmazonProvidedIpv6CidrBlock", true);
  }

  private Resource egressOnlyGateway() {
    return Resource.of(NetworkReferences.EGRESS_ONLY, "AWS::EC2::EgressOnlyInternetGateway")
        .from("network.ipv6", "what machines begin goes out, and nothing comes in; free of charge")
        .reads("network.nat")
        .set("VpcId", stack.network().vpcId())
        .set("Tags", stack.tags(stack.plan().name()));
  }

  private Resource internetGateway() {
    return Resource.of("InternetGateway", "AWS::EC2::InternetGateway")
        .from("network")
        .set("Tags", stack.tags(stack.plan().name()));
  }

  private Resource attachment() {
    return Resource.of("InternetGatewayAttachment", "AWS::EC2::VPCGatewayAttachment")
        .from("network")
        .set("VpcId", stack.network().vpcId())
        .set("InternetGatewayId", Expression.ref("InternetGateway"));
  }

  private Resource subnet(TierSubnets subnets, String zone, String cidr) {
    String why = subnets.chosen() ? "a place that depends on the tier's name alone" : "";
    Resource subnet =
        Resource.of(NetworkReferences.subnet(subnets.tier(), zone), "AWS::EC2::Subnet")
            .from(Places.plain(subnets.path()), isFirst(network, zone) ? why : "")
            .reads("network.cidr", "network.zones", "network.ipv6", "network.ipv6_blocks")
            .set("VpcId", stack.network().vpcId())
            .set("CidrBlock", cidr);
    return withIpv6(subnet, subnets, zone)
        .set("AvailabilityZone", availabilityZone(zone))
        .set("Tags", stack.tags(stack.name(subnets.tier() + "-" + zone)));
  }

  private Resource withIpv6(Resource subnet, TierSubnets subnets, String zone) {
    if (!network.ipv6()) {
      return subnet;
    }
    Expression range =
        Expression.select(0, Expression.attribute(NetworkReferences.VPC, "Ipv6CidrBlocks"));
    Expression all =
        new Expression.Call(
            Expression.Function.CIDR,
            Expression.list(
                range, Expression.number(IPV6_SUBNETS), Expression.number(IPV6_HOST_BITS)));
    Resource both =
        subnet
            .dependsOn(List.of(NetworkReferences.IPV6_BLOCK))
            .set("Ipv6CidrBlock", Expression.select(subnets.ipv6().getOrDefault(zone, 0), all));
    return subnets.machines() ? both.set("AssignIpv6AddressOnCreation", true) : both;
  }

  private Expression availabilityZone(String zone) {
    Expression all = new Expression.Call(Expression.Function.GET_AZS, Expression.text(""));
    return Expression.select(network.zones().indexOf(zone), all);
  }

  /** Whether a zone is the one at which it is said what all zones have. */
  static boolean isFirst(Own network, String zone) {
    return network.zones().get(0).equals(zone);
  }
}
