package blueprint.target.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NetworkLoweringTest {

  private static final String EXISTING =
      """
      network:
        existing:
          vpc: vpc-0123456789abcdef0
          subnets:
            lb: [subnet-0123456789abcdef0, subnet-0123456789abcdef1]
            app: [subnet-0123456789abcdef2]
            db: [subnet-0123456789abcdef3, subnet-0123456789abcdef4]
      """;

  @Test
  void oneGatewayServesAllZones() {
    NetworkParts parts = NetworkParts.with("");

    assertThat(parts.ids()).contains("NatGatewayA").doesNotContain("NatGatewayB", "NatAddressB");
    assertThat(parts.properties("AppInternetRouteA"))
        .containsEntry("NatGatewayId", Expression.ref("NatGatewayA"));
    assertThat(parts.properties("AppInternetRouteB"))
        .containsEntry("NatGatewayId", Expression.ref("NatGatewayA"));
    assertThat(parts.get("NatGatewayA").trace().why())
        .contains("about 39 USD a month plus 0.048 USD per GB (eu-west-1, 2026)");
    assertThat(parts.get("NatGatewayA").comment())
        .containsExactly(
            "If zone a fails, the app tier loses the internet; `nat: per_zone` avoids that at this"
                + " price per zone.");
  }

  @Test
  void aGatewayInEachZoneServesItsOwn() {
    NetworkParts parts = NetworkParts.with("network: {zones: 3, nat: per_zone}\n");

    assertThat(parts.ids()).contains("NatGatewayA", "NatGatewayB", "NatGatewayC");
    assertThat(parts.properties("AppInternetRouteC"))
        .containsEntry("NatGatewayId", Expression.ref("NatGatewayC"));
    assertThat(parts.properties("NatGatewayC"))
        .containsEntry("SubnetId", Expression.ref("LbSubnetC"))
        .containsEntry("AllocationId", Expression.attribute("NatAddressC", "AllocationId"));
  }

  @Test
  void onlyWhatFacesTheInternetHasARouteToItsGateway() {
    NetworkParts parts = NetworkParts.with("");

    assertThat(parts.properties("LbInternetRoute"))
        .containsEntry("GatewayId", Expression.ref("InternetGateway"));
    assertThat(parts.get("LbInternetRoute").attributes().members())
        .containsEntry("DependsOn", Expression.list("InternetGatewayAttachment"));
    assertThat(parts.properties("AppInternetRouteA")).doesNotContainKey("GatewayId");
    assertThat(parts.ids())
        .contains("DbRouteTable")
        .noneMatch(id -> id.startsWith("DbInternetRoute"))
        .doesNotContain("DbRouteTableA", "LbRouteTableA", "AppRouteTable");
  }

  @Test
  void nothingGivesAMachineAPublicAddress() {
    NetworkParts parts = NetworkParts.with("");

    assertThat(parts.properties("LbSubnetA")).doesNotContainKey("MapPublicIpOnLaunch");
    assertThat(parts.properties("AppSubnetA")).doesNotContainKey("MapPublicIpOnLaunch");
  }

  @Test
  void aZoneMoreMovesNoSubnet() {
    NetworkParts two = NetworkParts.with("network: {zones: 2}\n");
    NetworkParts three = NetworkParts.with("network: {zones: 3}\n");

    assertThat(two.ids()).doesNotContain("AppSubnetC");
    assertThat(three.ids()).contains("AppSubnetC");
    for (String id : new String[] {"LbSubnetB", "AppSubnetA", "AppSubnetB", "DbSubnetB"}) {
      assertThat(three.properties(id)).isEqualTo(two.properties(id));
    }
  }

  @Test
  void aClosedNetworkReachesAwsServicesAndNothingElse() {
    NetworkParts parts =
        NetworkParts.replacing(
            "network: {nat: none}\n", "port: 8080}", "port: 8080, singleton: true}");

    assertThat(parts.ids())
        .contains("SecretsmanagerEndpoint", "S3Endpoint", "DynamodbEndpoint")
        .contains("EndpointsSecurityGroup", "EndpointsFromApp443", "AppToEndpoints443")
        .doesNotContain("AppInternetRouteA", "AppToInternet443");
    assertThat(parts.types()).doesNotContain("AWS::EC2::NatGateway", "AWS::EC2::EIP");
    assertThat(parts.properties("AppToS3Port443"))
        .containsEntry("DestinationPrefixListId", Expression.ref("S3PrefixListId"))
        .doesNotContainKeys("CidrIp", "DestinationSecurityGroupId");
    assertThat(parts.loose()).isEmpty();
  }

  @Test
  void eachSubnetHasThePartOfTheIpv6RangeThatTerraformGivesIt() {
    NetworkParts parts = NetworkParts.with("network: {ipv6: true}\n");
    Expression range = Expression.select(0, Expression.attribute("Vpc", "Ipv6CidrBlocks"));
    Expression all =
        new Expression.Call(
            Expression.Function.CIDR,
            Expression.list(range, Expression.number(256), Expression.number(64)));

    assertThat(parts.properties("AppSubnetB"))
        .containsEntry("Ipv6CidrBlock", Expression.select(25, all))
        .containsEntry("AssignIpv6AddressOnCreation", Expression.bool(true));
    assertThat(parts.properties("LbSubnetA")).doesNotContainKey("AssignIpv6AddressOnCreation");
    assertThat(parts.get("AppSubnetB").attributes().members())
        .containsEntry("DependsOn", Expression.list("VpcIpv6Block"));
    assertThat(parts.loose()).isEmpty();
  }

  @Test
  void machinesGoOutOverIpv6AndNobodyComesIn() {
    NetworkParts parts = NetworkParts.with("network: {ipv6: true}\n");

    assertThat(parts.properties("AppInternetIpv6RouteB"))
        .containsEntry("EgressOnlyInternetGatewayId", Expression.ref("EgressOnlyGateway"))
        .containsEntry("DestinationIpv6CidrBlock", Expression.text("::/0"))
        .doesNotContainKey("GatewayId");
    assertThat(parts.properties("LbInternetIpv6Route"))
        .containsEntry("GatewayId", Expression.ref("InternetGateway"));
    assertThat(parts.properties("AppToInternetIpv6Port443"))
        .containsEntry("CidrIpv6", Expression.text("::/0"))
        .doesNotContainKey("CidrIp");
    assertThat(parts.stack().network().bootDependencies("app"))
        .contains("AppInternetIpv6RouteA", "AppInternetIpv6RouteB");
    assertThat(parts.ids())
        .noneMatch(id -> id.startsWith("AppFromInternet") || id.startsWith("DbInternet"));
  }

  @Test
  void aClosedNetworkIsClosedForIpv6Too() {
    NetworkParts parts = NetworkParts.with("network: {nat: none, ipv6: true}\n");

    assertThat(parts.types()).doesNotContain("AWS::EC2::EgressOnlyInternetGateway");
    assertThat(parts.ids())
        .contains("LbInternetIpv6Route")
        .doesNotContain("AppInternetIpv6RouteA", "AppToInternetIpv6Port443");
  }

  @Test
  void onlyAClosedNetworkAsksForPrefixLists() {
    NetworkParts closed = NetworkParts.with("network: {nat: none}\n");

    assertThat(PrefixLists.parameters(closed.stack()))
        .extracting(Parameter::id)
        .containsExactly("S3PrefixListId");
    assertThat(PrefixLists.parameters(NetworkParts.with("").stack())).isEmpty();
    assertThat(PrefixLists.parameters(NetworkParts.with(EXISTING).stack())).isEmpty();
  }

  @Test
  void leasesHaveAWayOfTheirOwn() {
    NetworkParts without = NetworkParts.with("");
    NetworkParts with = NetworkParts.replacing("", "port: 8080}", "port: 8080, singleton: true}");

    assertThat(without.ids()).contains("S3Endpoint").doesNotContain("DynamodbEndpoint");
    assertThat(with.get("DynamodbEndpoint").trace().line())
        .containsExactly(
            "tiers.app.services.site.singleton: leases can be renewed while the NAT gateway is"
                + " down");
  }

  @Test
  void anExistingNetworkIsReferredToAndNothingIsMadeInIt() {
    NetworkParts parts = NetworkParts.with(EXISTING);

    assertThat(NetworkLowering.resources(parts.stack())).isEmpty();
    assertThat(parts.properties("LbSecurityGroup"))
        .containsEntry("VpcId", Expression.text("vpc-0123456789abcdef0"));
    assertThat(parts.stack().network().subnetIds("app"))
        .isEqualTo(Expression.list("subnet-0123456789abcdef2"));
    assertThat(parts.stack().network().bootDependencies("app")).isEmpty();
    assertThat(parts.loose()).isEmpty();
  }

  @Test
  void machinesWaitForTheirWayOutAndForThatOfNobodyElse() {
    NetworkParts parts = NetworkParts.with("");

    assertThat(parts.stack().network().bootDependencies("app"))
        .containsExactly(
            "AppInternetRouteA",
            "AppInternetRouteB",
            "AppSubnetARoutes",
            "AppSubnetBRoutes",
            "S3Endpoint");
    assertThat(parts.ids()).containsAll(parts.stack().network().bootDependencies("app"));
  }

  @Test
  void theRoleOfFlowLogsHasNoNameAndServesThisAccountAlone() {
    NetworkParts parts = NetworkParts.with("");

    assertThat(parts.properties("FlowLogRole")).doesNotContainKeys("RoleName", "ManagedPolicyArns");
    assertThat(parts.properties("FlowLogRole").get("AssumeRolePolicyDocument").toString())
        .contains("aws:SourceAccount", "AWS::AccountId", "aws:SourceArn");
    assertThat(parts.properties("FlowLog"))
        .containsEntry("TrafficType", Expression.text("ALL"))
        .doesNotContainKey("LogDestination");
  }

  @Test
  void aNameAmongTheTagsGivesWayToThatOfTheResource() {
    NetworkParts parts = NetworkParts.with("tags: {Name: all, Team: shop}\n");

    assertThat(parts.properties("Vpc").get("Tags").toString())
        .contains("Team")
        .doesNotContain("text=all");
    assertThat(parts.properties("FlowLogRole").get("Tags").toString()).contains("text=all");
  }
}
