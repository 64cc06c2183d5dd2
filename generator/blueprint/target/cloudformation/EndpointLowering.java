package blueprint.target.cloudformation;

import blueprint.plan.Connection.Endpoints;
import blueprint.plan.Network.Own;
import java.util.ArrayList;
import java.util.List;

/** Ways to AWS services that do not lead through the internet. */
final class EndpointLowering {

  private final Stack stack;
  private final Own network;

  private EndpointLowering(Stack stack, Own network) {
    this.stack = stack;
    this.network = network;
  }

  static List<Resource> resources(Stack stack, Own network) {
    return new EndpointLowering(stack, network).resources();
  }

  private List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    if (stack.network().hasGatewayEndpoint("s3")) {
      resources.add(
          gateway("s3").from("network", "free of charge" + saving()).reads("network.nat"));
    }
    if (stack.network().hasGatewayEndpoint("dynamodb")) {
      resources.add(gateway("dynamodb").from(singletons(), leases()));
    }
    network.endpoints().forEach(service -> resources.add(interfaceOf(service)));
    if (!network.endpoints().isEmpty()) {
      resources.addAll(stack.security().endpoints());
    }
    return resources;
  }

  private boolean isClosed() {
    return !network.endpoints().isEmpty();
  }

  private String saving() {
    return isClosed()
        ? ", and the way to updates of the Session Manager agent"
        : ", and keeps this traffic off the NAT gateway";
  }

  private String leases() {
    return isClosed()
        ? "the way to the leases"
        : "leases can be renewed while the NAT gateway is down";
  }

  private List<String> singletons() {
    return LeaseLowering.paths(stack.plan().machineGroups());
  }

  private Resource gateway(String service) {
    return endpoint(service, "Gateway")
        .set("RouteTableIds", routeTables())
        .set("Tags", stack.tags(stack.name(service)));
  }

  /** The tables of all machines. */
  private Expression routeTables() {
    return Expression.list(
        stack.plan().machineTiers().stream()
            .flatMap(
                tier ->
                    network.zones().stream().map(zone -> NetworkReferences.routeTable(tier, zone)))
            .map(Expression::ref)
            .toList());
  }

  private Resource interfaceOf(String service) {
    String first = stack.plan().machineTiers().get(0);
    String why =
        service.equals(network.endpoints().get(0))
            ? "none, so what the machines call has addresses in the VPC, paid per zone"
            : "none";
    return endpoint(service, "Interface")
        .from("network.nat", why)
        .set("SubnetIds", stack.network().subnetIds(first))
        .set("SecurityGroupIds", Expression.list(SecurityLowering.groupId(new Endpoints())))
        .set("PrivateDnsEnabled", true)
        .set("Tags", stack.tags(stack.name(service)));
  }

  private Resource endpoint(String service, String type) {
    return Resource.of(NetworkReferences.endpoint(service), "AWS::EC2::VPCEndpoint")
        .set("VpcId", stack.network().vpcId())
        .set("VpcEndpointType", type)
        .set(
            "ServiceName",
            Expression.sub("com.amazonaws.", Expression.ref("AWS::Region"), "." + service));
  }
}
