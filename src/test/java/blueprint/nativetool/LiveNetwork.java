package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.plan.Connection;
import blueprint.plan.Connection.Addresses;
import blueprint.plan.Connection.Peer;
import blueprint.plan.Connection.Tier;
import blueprint.plan.MachineGroup;
import blueprint.plan.Network;
import blueprint.plan.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a network and its security groups must be like, given a plan. */
final class LiveNetwork {
  private static final String ANYWHERE = "0.0.0.0/0";

  private final LiveSystem live;
  private final Plan plan;
  private final Network.Own own;
  private final LocalAccount account;

  LiveNetwork(LiveSystem live) {
    this.live = live;
    this.plan = live.plan();
    this.own = live.network();
    this.account = live.account();
  }

  /** The local CloudFormation looks zones up in one region for all: only their letter counts. */
  void hasTheSubnetsOfThePlan() throws IOException, InterruptedException {
    String region = isTerraform() ? plan.region() : "us-east-1";
    Map<String, String> planned = new TreeMap<>();
    for (Network.TierSubnets tier : own.subnets()) {
      tier.cidrs().forEach((zone, cidr) -> planned.put(cidr, region + zone + " " + tier.tier()));
    }
    Map<String, String> found = new TreeMap<>();
    for (Xml subnet : live.subnets()) {
      String name = live.nameInStack(subnet);
      String tier = name.substring(0, name.lastIndexOf('-'));
      found.put(subnet.text("cidrBlock"), subnet.text("availabilityZone") + " " + tier);
    }

    assertThat(found).hasSizeGreaterThanOrEqualTo(6).isEqualTo(planned);
  }

  void givesPublicAddressesToNatOnly() throws IOException, InterruptedException {
    assertThat(live.subnets())
        .allSatisfy(subnet -> assertThat(subnet.text("mapPublicIpOnLaunch")).isEqualTo("false"));
    for (MachineGroup group : plan.machineGroups()) {
      assertThat(live.launchTemplate(group).all("networkInterfaceSet/item")).isEmpty();
    }
    List<String> ofNat = new ArrayList<>();
    live.natGateways()
        .forEach(nat -> ofNat.addAll(nat.texts("natGatewayAddressSet/item/allocationId")));
    assertThat(account.ec2("DescribeAddresses").texts("//item/allocationId"))
        .containsExactlyInAnyOrderElementsOf(ofNat);
    Xml machines = account.ec2("DescribeInstances");
    assertThat(machines.texts("//instancesSet/item[instanceState/name='running']/ipAddress"))
        .allMatch(String::isEmpty);
  }

  void hasNatGatewaysInThePublicTier() throws IOException, InterruptedException {
    Map<String, String> cidrs = own.publicSubnets().orElseThrow().cidrs();
    List<String> planned = new ArrayList<>();
    for (String zone : own.nat() == Network.Nat.SINGLE ? List.of("a") : own.zones()) {
      planned.add(live.subnetId(cidrs.get(zone)));
    }

    assertThat(live.natGateways().stream().map(nat -> nat.text("subnetId")))
        .containsExactlyInAnyOrderElementsOf(planned);
    assertThat(live.natGateways())
        .allSatisfy(nat -> assertThat(nat.text("connectivityType")).isEqualTo("public"));
  }

  void leadsDefaultRoutesWhereTheTierIsExposed() throws IOException, InterruptedException {
    for (Network.TierSubnets tier : own.subnets()) {
      for (Map.Entry<String, String> subnet : tier.cidrs().entrySet()) {
        Xml table = live.routeTable(subnet.getValue());
        String route = "routeSet/item[destinationCidrBlock='" + ANYWHERE + "']";
        List<String> found =
            table.texts(route + "/gatewayId|" + route + "/natGatewayId").stream()
                .filter(target -> !target.isEmpty())
                .toList();
        assertThat(found)
            .as(tier.tier() + " " + subnet)
            .isEqualTo(defaultRoutes(tier.exposure(), subnet.getKey()));
        assertThat(table.texts("routeSet/item/destinationCidrBlock[.!='" + ANYWHERE + "']"))
            .as("other routes of " + subnet)
            .containsExactly(own.cidr());
      }
    }
    assertThat(
            account
                .ec2(
                    "DescribeRouteTables",
                    "Filter.1.Name",
                    "vpc-id",
                    "Filter.1.Value.1",
                    live.vpc())
                .all("//routeTableSet/item[associationSet/item/main='true']/routeSet/item"))
        .as("routes of the main table, which no subnet uses")
        .hasSize(1);
  }

  private List<String> defaultRoutes(Network.Exposure exposure, String zone)
      throws IOException, InterruptedException {
    return switch (exposure) {
      case PUBLIC ->
          List.of(
              account
                  .ec2("DescribeInternetGateways")
                  .text("//item[attachmentSet/item/vpcId='" + live.vpc() + "']/internetGatewayId"));
      case PRIVATE -> {
        String at = own.nat() == Network.Nat.SINGLE ? "a" : zone;
        String subnet = live.subnetId(own.publicSubnets().orElseThrow().cidrs().get(at));
        yield live.natGateways().stream()
            .filter(nat -> nat.text("subnetId").equals(subnet))
            .map(nat -> nat.text("natGatewayId"))
            .toList();
      }
      case ISOLATED -> List.of();
    };
  }

  void servesTheMachinesByGatewayEndpoints() throws IOException, InterruptedException {
    Set<String> tables = new TreeSet<>();
    for (MachineGroup group : plan.machineGroups()) {
      for (String cidr : own.of(group.tier()).cidrs().values()) {
        tables.add(live.routeTable(cidr).text("routeTableId"));
      }
    }
    Set<String> planned = new TreeSet<>(Set.of("com.amazonaws." + plan.region() + ".s3"));
    plan.leaseTable()
        .ifPresent(table -> planned.add("com.amazonaws." + plan.region() + ".dynamodb"));
    List<Xml> endpoints = account.ec2("DescribeVpcEndpoints").all("//vpcEndpointSet/item");

    assertThat(endpoints.stream().map(endpoint -> endpoint.text("serviceName")))
        .containsExactlyInAnyOrderElementsOf(planned);
    for (Xml endpoint : endpoints) {
      assertThat(endpoint.text("vpcEndpointType")).isEqualTo("Gateway");
      assertThat(endpoint.texts("routeTableIdSet/item"))
          .containsExactlyInAnyOrderElementsOf(tables);
    }
  }

  void recordsConnections() throws IOException, InterruptedException {
    Xml flowLog = account.ec2("DescribeFlowLogs").one("//flowLogSet/item");

    assertThat(flowLog.text("resourceId")).isEqualTo(live.vpc());
    assertThat(flowLog.text("trafficType")).isEqualTo("ALL");
    String group = flowLog.text("logDestination") + flowLog.text("logGroupName");
    assertThat(group.substring(group.lastIndexOf(':') + 1)).isEqualTo(own.flowLogGroup());
  }

  /** Both ways: each planned connection is let through at both ends, and nothing else is. */
  void letsThroughThePlannedConnectionsAndNothingElse() throws IOException, InterruptedException {
    Set<String> planned = plannedRules();
    Map<String, String> groups = new TreeMap<>();
    for (Xml group : live.securityGroups()) {
      groups.put(group.text("groupId"), live.tierOf(group));
    }
    Set<String> found = new TreeSet<>();
    for (Xml rule : account.ec2("DescribeSecurityGroupRules").all("//securityGroupRuleSet/item")) {
      if (groups.containsKey(rule.text("groupId")) && !isLeft(rule, groups)) {
        found.add(describe(rule, groups));
      }
    }

    assertThat(found).hasSizeGreaterThanOrEqualTo(6).isEqualTo(planned);
  }

  private Set<String> plannedRules() {
    Set<String> planned = new TreeSet<>();
    for (Connection connection : plan.connections()) {
      if (connection.to() instanceof Tier to) {
        planned.add(rule("into", to.name(), connection.port(), word(connection.from())));
      }
      if (connection.from() instanceof Tier from) {
        planned.add(rule("out of", from.name(), connection.port(), word(connection.to())));
      }
    }
    return planned;
  }

  /**
   * CloudFormation cannot take all rules away: one to nobody stands in the place of the one to
   * anybody, and the group that nothing is a member of keeps its own.
   */
  private boolean isLeft(Xml rule, Map<String, String> groups) {
    if (isTerraform()) {
      return false;
    }
    boolean toNobody = rule.isTrue("isEgress") && rule.text("cidrIpv4").equals("127.0.0.1/32");
    return toNobody || groups.getOrDefault(rule.text("groupId"), "").isEmpty();
  }

  private static String describe(Xml rule, Map<String, String> groups) {
    assertThat(rule.text("ipProtocol")).isEqualTo("tcp");
    assertThat(rule.text("fromPort")).isEqualTo(rule.text("toPort"));
    String reference = rule.text("referencedGroupInfo/groupId");
    String other =
        Stream.of("cidrIpv4", "cidrIpv6", "prefixListId")
            .map(rule::text)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElseGet(() -> groups.getOrDefault(reference, reference));
    String direction = rule.isTrue("isEgress") ? "out of" : "into";
    String group = groups.getOrDefault(rule.text("groupId"), "");
    return rule(direction, group, rule.number("fromPort"), other);
  }

  /** The rules above are one view; the groups' own lists are another. */
  void hasNoOtherRulesInTheGroupsThemselves() throws IOException, InterruptedException {
    List<Xml> groups = live.securityGroups();
    int peers = 0;
    for (Xml group : groups) {
      if (!group.text("groupName").equals("default")) {
        for (Xml permission : group.all("ipPermissions/item|ipPermissionsEgress/item")) {
          peers +=
              permission.all("groups/item|ipRanges/item|ipv6Ranges/item|prefixListIds/item").size();
        }
      }
    }
    int toNobody = isTerraform() ? 0 : own.subnets().size();

    assertThat(groups).hasSize(own.subnets().size() + 1);
    assertThat(peers).isEqualTo(plannedRules().size() + toNobody);
    assertThat(groups.stream().filter(g -> g.text("groupName").equals("default")))
        .singleElement()
        .satisfies(unused -> assertThat(permissions(unused)).hasSize(isTerraform() ? 0 : 1));
  }

  private static List<Xml> permissions(Xml group) {
    return group.all("ipPermissions/item|ipPermissionsEgress/item");
  }

  private boolean isTerraform() {
    return live.engine() == Plan.Engine.TERRAFORM;
  }

  private static String word(Peer peer) {
    return peer instanceof Tier tier ? tier.name() : ((Addresses) peer).cidr();
  }

  private static String rule(String direction, String tier, int port, String other) {
    return "%s %s at %d: %s".formatted(direction, tier, port, other);
  }
}
