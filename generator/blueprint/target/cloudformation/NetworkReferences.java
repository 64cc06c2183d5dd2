package blueprint.target.cloudformation;

import blueprint.plan.Network;
import blueprint.plan.Network.Nat;
import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How other parts refer to the network, whether it is made here or was there before. */
final class NetworkReferences {

  static final String VPC = "Vpc";
  static final String IPV6_BLOCK = "VpcIpv6Block";
  static final String EGRESS_ONLY = "EgressOnlyGateway";

  private final Plan plan;
  private final Network network;

  NetworkReferences(Plan plan) {
    this.plan = plan;
    this.network = plan.network();
  }

  /** The id of the VPC. */
  Expression vpcId() {
    return network instanceof Network.Existing existing
        ? Expression.text(existing.vpcId())
        : Expression.ref(VPC);
  }

  /** The ids of a tier's subnets. */
  Expression.Items subnetIds(String tier) {
    if (network instanceof Network.Own own) {
      return Expression.list(
          own.of(tier).cidrs().keySet().stream()
              .sorted()
              .map(zone -> Expression.ref(subnet(tier, zone)))
              .toList());
    }
    List<String> ids = ((Network.Existing) network).subnetIds().getOrDefault(tier, List.of());
    return Expression.list(ids.toArray(String[]::new));
  }

  /** The id of a tier's subnet in a zone: {@code AppSubnetA}. */
  static String subnet(String tier, String zone) {
    return LogicalIds.of(tier, "Subnet" + zone.toUpperCase(Locale.ROOT));
  }

  /**
   * The id of what leads a tier's subnet in a zone to its route table: {@code AppSubnetARoutes}.
   */
  static String association(String tier, String zone) {
    return subnet(tier, zone) + "Routes";
  }

  /**
   * The id of a tier's route table: {@code AppRouteTableA}.
   *
   * @param zone empty for a table of all zones
   */
  static String routeTable(String tier, String zone) {
    return LogicalIds.of(tier, "RouteTable" + zone.toUpperCase(Locale.ROOT));
  }

  /**
   * The id of the default route in a tier's table: {@code AppInternetRouteA}.
   *
   * @param zone empty for a table of all zones
   */
  static String internetRoute(String tier, String zone) {
    return LogicalIds.of(tier, "InternetRoute" + zone.toUpperCase(Locale.ROOT));
  }

  /** The id of the default route of IPv6: {@code AppInternetIpv6RouteA}. */
  static String ipv6Route(String tier, String zone) {
    return LogicalIds.of(tier, "InternetIpv6Route" + zone.toUpperCase(Locale.ROOT));
  }

  /** The id of the endpoint of an AWS service: {@code S3Endpoint}. */
  static String endpoint(String service) {
    return LogicalIds.of(service, "Endpoint");
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

  /** The logical ids of what a load balancer needs of the network to be reached. */
  List<String> entranceDependencies(String entrance, boolean internal) {
    if (internal || !(network instanceof Network.Own own)) {
      return List.of();
    }
    List<String> ids = new ArrayList<>(List.of(internetRoute(entrance, "")));
    own.of(entrance).cidrs().keySet().forEach(zone -> ids.add(association(entrance, zone)));
    return ids.stream().sorted().toList();
  }

  /** The logical ids of what a machine of the tier needs of the network to start. */
  List<String> bootDependencies(String tier) {
    if (!(network instanceof Network.Own own)) {
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    for (String zone : own.of(tier).cidrs().keySet()) {
      ids.add(association(tier, zone));
      if (hasNat()) {
        ids.add(internetRoute(tier, zone));
      }
      if (hasIpv6WayOut()) {
        ids.add(ipv6Route(tier, zone));
      }
    }
    Stream.of("dynamodb", "s3")
        .filter(this::hasGatewayEndpoint)
        .map(NetworkReferences::endpoint)
        .forEach(ids::add);
    own.endpoints().stream().map(NetworkReferences::endpoint).forEach(ids::add);
    return ids.stream().sorted().toList();
  }
}
