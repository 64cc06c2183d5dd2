package blueprint.target.terraform;

import blueprint.plan.NatComment;
import blueprint.plan.Network.Nat;
import blueprint.plan.Network.Own;
import blueprint.plan.Network.TierSubnets;
import blueprint.plan.Places;
import java.util.ArrayList;
import java.util.List;

/** Where packets go: NAT gateways, and a way out for the tiers that have one. */
final class RouteLowering {

  private final Stack stack;
  private final Own network;

  private RouteLowering(Stack stack, Own network) {
    this.stack = stack;
    this.network = network;
  }

  static List<Block> blocks(Stack stack, Own network) {
    return new RouteLowering(stack, network).blocks();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    if (stack.network().hasNat()) {
      blocks.add(address());
      blocks.add(gateway());
    }
    for (TierSubnets subnets : NetworkLowering.subnets(network)) {
      String path = Places.plain(subnets.path()).replaceFirst("\\.subnet$", "");
      switch (subnets.exposure()) {
        case PUBLIC -> blocks.addAll(toTheInternet(subnets, path));
        case PRIVATE -> blocks.addAll(throughNat(subnets, path));
        case ISOLATED -> blocks.addAll(nowhere(subnets, path));
      }
    }
    return blocks;
  }

  private Block address() {
    Block block = Block.resource("aws_eip", "nat").from("network.nat").reads("network.zones");
    if (network.nat() == Nat.PER_ZONE) {
      block = block.skip("CKV2_AWS_19", "each belongs to the NAT gateway of its zone");
    }
    return block
        .set("for_each", Expression.call("toset", gatewayZones()))
        .line()
        .set("domain", "vpc")
        .line()
        .set("tags", Stack.named(stack.name("nat-"), "each.key"));
  }

  private Expression gatewayZones() {
    int gateways = network.nat() == Nat.SINGLE ? 1 : network.zones().size();
    return Expression.list(network.zones().subList(0, gateways).toArray(String[]::new));
  }

  private Block gateway() {
    String publicLabel = Labels.of(network.publicSubnets().orElseThrow().tier());
    NatComment comment = NatComment.of(stack.plan().region(), network, stack.plan().machineTiers());
    return Block.resource("aws_nat_gateway", "main")
        .from("network.nat", comment.why())
        .reads("region")
        .comment(comment.otherwise())
        .set("for_each", Expression.reference("aws_eip.nat"))
        .line()
        .set("allocation_id", Expression.reference("each.value.id"))
        .set("subnet_id", Expression.reference("aws_subnet." + publicLabel + "[each.key].id"))
        .line()
        .set("tags", Stack.named(stack.name(""), "each.key"))
        .line()
        .set("depends_on", Expression.list(Expression.reference("aws_internet_gateway.main")));
  }

  private List<Block> toTheInternet(TierSubnets subnets, String path) {
    Block route =
        defaultRoute(subnets, path, "public")
            .set("route_table_id", tableId(subnets))
            .set("destination_cidr_block", "0.0.0.0/0")
            .set("gateway_id", Expression.reference("aws_internet_gateway.main.id"));
    List<Block> blocks = new ArrayList<>(List.of(oneTable(subnets, path, "public"), route));
    if (network.ipv6()) {
      blocks.add(
          ipv6Route(subnets, path, "public")
              .set("route_table_id", tableId(subnets))
              .set("destination_ipv6_cidr_block", "::/0")
              .set("gateway_id", Expression.reference("aws_internet_gateway.main.id")));
    }
    blocks.add(association(subnets, tableId(subnets)));
    return blocks;
  }

  private List<Block> throughNat(TierSubnets subnets, String path) {
    String label = Labels.of(subnets.tier());
    Block tables =
        Block.resource("aws_route_table", label)
            .from(path, "private, a table per zone so that each zone can have a gateway of its own")
            .set("for_each", Expression.reference("aws_subnet." + label))
            .line()
            .set("vpc_id", stack.network().vpcId())
            .line()
            .set("tags", Stack.named(stack.name(subnets.tier()) + "-", "each.key"));
    String zone = network.nat() == Nat.SINGLE ? "\"" + network.zones().get(0) + "\"" : "each.key";
    Block route =
        defaultRoute(subnets, "network.nat", "")
            .set("for_each", Expression.reference("aws_route_table." + label))
            .line()
            .set("route_table_id", Expression.reference("each.value.id"))
            .set("destination_cidr_block", "0.0.0.0/0")
            .set("nat_gateway_id", Expression.reference("aws_nat_gateway.main[" + zone + "].id"));
    List<Block> blocks = new ArrayList<>(List.of(tables));
    if (stack.network().hasNat()) {
      blocks.add(route);
    }
    if (stack.network().hasIpv6WayOut()) {
      blocks.add(
          ipv6Route(subnets, "network.ipv6", "past the NAT gateways, which are for IPv4")
              .set("for_each", Expression.reference("aws_route_table." + label))
              .line()
              .set("route_table_id", Expression.reference("each.value.id"))
              .set("destination_ipv6_cidr_block", "::/0")
              .set(
                  "egress_only_gateway_id",
                  Expression.reference("aws_egress_only_internet_gateway.main.id")));
    }
    Expression table = Expression.reference("aws_route_table." + label + "[each.key].id");
    blocks.add(association(subnets, table));
    return blocks;
  }

  private List<Block> nowhere(TierSubnets subnets, String path) {
    return List.of(
        oneTable(subnets, path, "isolated, no way out of the VPC"),
        association(subnets, tableId(subnets)));
  }

  private Block oneTable(TierSubnets subnets, String path, String why) {
    return Block.resource("aws_route_table", Labels.of(subnets.tier()))
        .from(path, why)
        .set("vpc_id", stack.network().vpcId())
        .line()
        .set("tags", Stack.named(stack.name(subnets.tier())));
  }

  private static Expression tableId(TierSubnets subnets) {
    return Expression.reference("aws_route_table." + Labels.of(subnets.tier()) + ".id");
  }

  private static Block defaultRoute(TierSubnets subnets, String path, String why) {
    return Block.resource("aws_route", Labels.of(subnets.tier()) + "_internet").from(path, why);
  }

  private static Block ipv6Route(TierSubnets subnets, String path, String why) {
    return Block.resource("aws_route", Labels.of(subnets.tier()) + "_internet_ipv6")
        .from(path, why)
        .reads("network.ipv6", "network.nat");
  }

  private static Block association(TierSubnets subnets, Expression table) {
    String label = Labels.of(subnets.tier());
    return Block.resource("aws_route_table_association", label)
        .from(Places.plain(subnets.path()))
        .set("for_each", Expression.reference("aws_subnet." + label))
        .line()
        .set("subnet_id", Expression.reference("each.value.id"))
        .set("route_table_id", table);
  }
}
