package blueprint.target.terraform;

import blueprint.plan.Network;
import blueprint.plan.Network.Nat;
import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** How other parts refer to the network, whether it is made here or was there before. */
final class NetworkReferences {

  private final Plan plan;
  private final Network network;

  NetworkReferences(Plan plan) {
    this.plan = plan;
    this.network = plan.network();
  }

  /** The id of the VPC. */
  Expression.Code vpcId() {
    return Expression.reference(
        network instanceof Network.Own ? "aws_vpc.main.id" : "local.vpc_id");
  }

  /** The ids of a tier's subnets, as a list. */
  Expression.Code subnetIds(String tier) {
    String label = Labels.of(tier);
    return network instanceof Network.Own
        ? Expression.code("[for subnet in aws_subnet." + label + " : subnet.id]")
        : Expression.reference("local." + label + "_subnet_ids");
  }

  /** Whether machines reach the internet through gateways that are made here. */
  boolean hasNat() {
    return network instanceof Network.Own own
        && own.nat() != Nat.NONE
        && !plan.machineTiers().isEmpty();
  }

  /** Whether machines reach the internet over IPv6 by a gateway that lets nothing in. */
  boolean hasIpv6WayOut() {
    return network instanceof Network.Own own && own.ipv6() && hasNat();
  }

  /** Whether AWS refuses a public load balancer until there is a gateway. */
  boolean hasInternetGateway() {
    return network instanceof Network.Own own && own.publicSubnets().isPresent();
  }

  /** Whether the network has a gateway endpoint of an AWS service: {@code s3}, {@code dynamodb}. */
  boolean hasGatewayEndpoint(String service) {
    return network instanceof Network.Own
        && !plan.machineTiers().isEmpty()
        && (service.equals("s3") || plan.leaseTable().isPresent());
  }

  /** The addresses of what a machine of the tier needs of the network to start. */
  List<String> bootDependencies(String tier) {
    if (!(network instanceof Network.Own own)) {
      return List.of();
    }
    List<String> addresses = new ArrayList<>();
    String label = Labels.of(tier);
    if (hasNat()) {
      addresses.add("aws_route." + label + "_internet");
    }
    if (hasIpv6WayOut()) {
      addresses.add("aws_route." + label + "_internet_ipv6");
    }
    addresses.add("aws_route_table_association." + label);
    for (String service : List.of("dynamodb", "s3")) {
      if (hasGatewayEndpoint(service)) {
        addresses.add("aws_vpc_endpoint." + service);
      }
    }
    if (!own.endpoints().isEmpty()) {
      addresses.add("aws_vpc_endpoint.interface");
    }
    return addresses;
  }
}
