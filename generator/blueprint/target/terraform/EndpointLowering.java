package blueprint.target.terraform;

import blueprint.plan.Connection.Endpoints;
import blueprint.plan.Network.Own;
import java.util.ArrayList;
import java.util.List;

/** Ways to AWS services that do not lead through the internet. */
final class EndpointLowering {

  private static final Expression.Code REGION = Expression.reference("local.region");

  private final Stack stack;
  private final Own network;

  private EndpointLowering(Stack stack, Own network) {
    this.stack = stack;
    this.network = network;
  }

  static List<Block> blocks(Stack stack, Own network) {
    return new EndpointLowering(stack, network).blocks();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    if (stack.network().hasGatewayEndpoint("s3")) {
      blocks.add(gateway("s3").from("network", "free of charge" + saving()).reads("network.nat"));
    }
    if (stack.network().hasGatewayEndpoint("dynamodb")) {
      blocks.add(gateway("dynamodb").from(singletons(), leases()));
    }
    if (!network.endpoints().isEmpty()) {
      blocks.add(interfaces());
      blocks.add(
          stack
              .security()
              .group(new Endpoints(), "endpoints", "endpoints of AWS services")
              .from("network.nat", "none"));
      blocks.addAll(stack.security().rulesOf(new Endpoints()));
    }
    return blocks;
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

  private Block gateway(String service) {
    return Block.resource("aws_vpc_endpoint", service)
        .set("vpc_id", stack.network().vpcId())
        .set("vpc_endpoint_type", "Gateway")
        .set("service_name", serviceName(service))
        .set("route_table_ids", routeTables())
        .line()
        .set("tags", Stack.named(stack.name(service)));
  }

  /** The tables of all machines. */
  private Expression routeTables() {
    List<Expression.Code> ids =
        stack.plan().machineTiers().stream()
            .map(tier -> "[for table in aws_route_table." + Labels.of(tier) + " : table.id]")
            .map(Expression::code)
            .toList();
    return ids.size() == 1 ? ids.get(0) : Expression.call("concat", ids.toArray(Expression[]::new));
  }

  private Block interfaces() {
    String first = stack.plan().machineTiers().get(0);
    return Block.resource("aws_vpc_endpoint", "interface")
        .from(
            "network.nat",
            "none, so what the machines call has addresses in the VPC, paid per zone")
        .set(
            "for_each",
            Expression.call("toset", Expression.list(network.endpoints().toArray(String[]::new))))
        .line()
        .set("vpc_id", stack.network().vpcId())
        .set("vpc_endpoint_type", "Interface")
        .set(
            "service_name",
            Expression.template("com.amazonaws.", REGION, ".", Expression.reference("each.key")))
        .set("subnet_ids", stack.network().subnetIds(first))
        .set("security_group_ids", Expression.list(SecurityLowering.groupId(new Endpoints())))
        .set("private_dns_enabled", true)
        .line()
        .set("tags", Stack.named(stack.plan().name() + "-", "each.key"));
  }

  private static Expression serviceName(String service) {
    return Expression.template("com.amazonaws.", REGION, "." + service);
  }
}
