package blueprint.target.terraform;

import blueprint.plan.Network;
import blueprint.plan.Network.Own;
import blueprint.plan.Network.TierSubnets;
import blueprint.plan.Places;
import blueprint.plan.Secret;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The network: zones, a VPC with subnets and routes, and a record of all connections. */
final class NetworkLowering {

  /** What is left of a network's /56 beside the number of one of its /64. */
  private static final int IPV6_BITS = 8;

  private final Stack stack;
  private final Own network;

  private NetworkLowering(Stack stack, Own network) {
    this.stack = stack;
    this.network = network;
  }

  static List<Block> blocks(Stack stack) {
    Network network = stack.plan().network();
    return network instanceof Own own
        ? new NetworkLowering(stack, own).blocks()
        : existing(stack, (Network.Existing) network);
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(availableZones());
    blocks.add(zones());
    blocks.add(vpc());
    blocks.add(defaultSecurityGroup());
    if (stack.network().hasInternetGateway()) {
      blocks.add(internetGateway());
    }
    if (stack.network().hasIpv6WayOut()) {
      blocks.add(egressOnlyGateway());
    }
    subnets(network).forEach(subnets -> blocks.add(subnet(subnets)));
    blocks.addAll(RouteLowering.blocks(stack, network));
    blocks.addAll(EndpointLowering.blocks(stack, network));
    blocks.addAll(FlowLogLowering.blocks(stack, network));
    return blocks;
  }

  /** Tiers from the internet inwards. */
  static List<TierSubnets> subnets(Own network) {
    return network.subnets().stream().sorted(Comparator.comparing(TierSubnets::exposure)).toList();
  }

  private static Block availableZones() {
    return Block.data("aws_availability_zones", "available")
        .from(
            "network.zones",
            "whatever their state, or an outage of zone a would move every subnet; no Local Zones")
        .skip(
            "CKV_AWS_394", "a new zone takes the next letter, so the first ones keep their places")
        .block(
            "filter",
            Body.EMPTY
                .set("name", "opt-in-status")
                .set("values", Expression.list("opt-in-not-required")));
  }

  private Block zones() {
    Expression.Members zones = Expression.object().lines();
    for (int i = 0; i < network.zones().size(); i++) {
      String name = "data.aws_availability_zones.available.names[" + i + "]";
      zones = zones.with(network.zones().get(i), Expression.reference(name));
    }
    return Block.locals()
        .from("network.zones", "every zonal resource is keyed by these letters")
        .set("zones", zones);
  }

  private Block vpc() {
    Block block =
        Block.resource("aws_vpc", "main")
            .from("network.cidr")
            .reads("network.ipv6")
            .set("cidr_block", network.cidr());
    if (network.ipv6()) {
      block = block.set("assign_generated_ipv6_cidr_block", true);
    }
    return block
        .set("enable_dns_support", true)
        .set("enable_dns_hostnames", true)
        .line()
        .set("tags", Stack.named(stack.plan().name()));
  }

  private Block defaultSecurityGroup() {
    return Block.resource("aws_default_security_group", "main")
        .from(
            "network",
            "no rules, so whatever is started without a group of its own reaches nothing")
        .set("vpc_id", stack.network().vpcId())
        .line()
        .set("tags", Stack.named(stack.name("unused")));
  }

  private Block internetGateway() {
    return Block.resource("aws_internet_gateway", "main")
        .from("network")
        .set("vpc_id", stack.network().vpcId())
        .line()
        .set("tags", Stack.named(stack.plan().name()));
  }

  private Block egressOnlyGateway() {
    return Block.resource("aws_egress_only_internet_gateway", "main")
        .from("network.ipv6", "what machines begin goes out, and nothing comes in; free of charge")
        .reads("network.nat")
        .set("vpc_id", stack.network().vpcId())
        .line()
        .set("tags", Stack.named(stack.plan().name()));
  }

  private Block subnet(TierSubnets subnets) {
    Block block =
        Block.resource("aws_subnet", Labels.of(subnets.tier()))
            .from(
                Places.plain(subnets.path()),
                subnets.chosen() ? "a place that depends on the tier's name alone" : "")
            .reads("network.cidr", "network.zones", "network.ipv6", "network.ipv6_blocks");
    block = network.ipv6() ? bothFamilies(block, subnets) : ipv4(block, subnets);
    return block
        .set("availability_zone", Expression.reference("local.zones[each.key]"))
        .line()
        .set("tags", Stack.named(stack.name(subnets.tier()) + "-", "each.key"));
  }

  private Block ipv4(Block block, TierSubnets subnets) {
    Expression.Members cidrs = Expression.object().lines();
    for (Map.Entry<String, String> cidr : subnets.cidrs().entrySet()) {
      cidrs = cidrs.with(cidr.getKey(), cidr.getValue());
    }
    return block
        .set("for_each", cidrs)
        .line()
        .set("vpc_id", stack.network().vpcId())
        .set("cidr_block", Expression.reference("each.value"));
  }

  private Block bothFamilies(Block block, TierSubnets subnets) {
    Expression.Members ranges = Expression.object().lines();
    for (Map.Entry<String, String> cidr : subnets.cidrs().entrySet()) {
      Expression.Members range =
          Expression.object()
              .with("ipv4", cidr.getValue())
              .with("ipv6", Expression.number(subnets.ipv6().getOrDefault(cidr.getKey(), 0)));
      ranges = ranges.with(cidr.getKey(), range.inline());
    }
    Expression part =
        Expression.call(
            "cidrsubnet",
            Expression.reference("aws_vpc.main.ipv6_cidr_block"),
            Expression.number(IPV6_BITS),
            Expression.reference("each.value.ipv6"));
    boolean first = subnets(network).get(0).equals(subnets);
    Block start =
        first
            ? block.note("`ipv6` numbers the /64 of the network's /56, four of them for a tier.")
            : block;
    Block both =
        start
            .set("for_each", ranges)
            .line()
            .set("vpc_id", stack.network().vpcId())
            .set("cidr_block", Expression.reference("each.value.ipv4"))
            .set("ipv6_cidr_block", part);
    return subnets.machines() ? both.set("assign_ipv6_address_on_creation", true) : both;
  }

  private static List<Block> existing(Stack stack, Network.Existing network) {
    Block locals =
        Block.locals()
            .from("network.existing", "placed by somebody else")
            .set("vpc_id", network.vpcId());
    for (Map.Entry<String, List<String>> ids : network.subnetIds().entrySet()) {
      Expression list = Expression.list(ids.getValue().toArray(String[]::new));
      locals = locals.set(Labels.of(ids.getKey()) + "_subnet_ids", list);
    }
    return needsAccount(stack) ? List.of(locals, account()) : List.of(locals);
  }

  /** Whether anything beside the flow logs says which account it is in. */
  private static boolean needsAccount(Stack stack) {
    return !stack.plan().beanstalks().isEmpty()
        || stack.plan().loadBalancers().stream().anyMatch(l -> l.accessLogDays().isPresent())
        || stack.plan().secrets().stream().anyMatch(Secret.Parameter.class::isInstance);
  }

  /** The data source behind {@link Stack#account}. */
  static Block account() {
    return Block.data("aws_caller_identity", "current").from("network");
  }
}
