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
    if (stack.network().hasInternetGateway()) {
      resources.add(internetGateway());
      resources.add(attachment());
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
    return Resource.of("Vpc", "AWS::EC2::VPC")
        .from("network.cidr")
        .comment("AWS gives it a default security group, whose members reach each other and the")
        .comment("internet. CloudFormation cannot take its rules away; nothing here is a member.")
        .set("CidrBlock", network.cidr())
        .set("EnableDnsSupport", true)
        .set("EnableDnsHostnames", true)
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
    return Resource.of(NetworkReferences.subnet(subnets.tier(), zone), "AWS::EC2::Subnet")
        .from(Places.plain(subnets.path()), isFirst(network, zone) ? why : "")
        .reads("network.cidr", "network.zones")
        .set("VpcId", stack.network().vpcId())
        .set("CidrBlock", cidr)
        .set("AvailabilityZone", availabilityZone(zone))
        .set("Tags", stack.tags(stack.name(subnets.tier() + "-" + zone)));
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
