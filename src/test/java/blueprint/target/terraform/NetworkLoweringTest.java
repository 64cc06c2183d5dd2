package blueprint.target.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NetworkLoweringTest {

  @Test
  void oneGatewayServesAllZones() {
    Lowered lowered = Lowered.with("");

    assertThat(lowered.text("aws_eip.nat")).contains("for_each = toset([\"a\"])");
    assertThat(lowered.text("aws_route.app_internet")).contains("aws_nat_gateway.main[\"a\"].id");
    assertThat(lowered.text("aws_nat_gateway.main"))
        .contains("about 39 USD a month plus 0.048 USD per GB (eu-west-1, 2026)")
        .contains("the app tier loses the internet; `nat: per_zone` avoids that");
  }

  @Test
  void aGatewayInEachZoneServesItsOwn() {
    Lowered lowered = Lowered.with("network: {zones: 3, nat: per_zone}\n");

    assertThat(lowered.text("aws_eip.nat")).contains("for_each = toset([\"a\", \"b\", \"c\"])");
    assertThat(lowered.text("aws_route.app_internet"))
        .contains("aws_nat_gateway.main[each.key].id");
  }

  @Test
  void aZoneMoreMovesNoSubnet() {
    String two = Lowered.with("network: {zones: 2}\n").text("aws_subnet.app");
    String three = Lowered.with("network: {zones: 3}\n").text("aws_subnet.app");

    assertThat(three.lines().toList()).containsAll(two.lines().toList());
  }

  @Test
  void aClosedNetworkReachesAwsServicesAndNothingElse() {
    Lowered lowered =
        Lowered.replacing("network: {nat: none}\n", "port: 8080}", "port: 8080, singleton: true}");

    assertThat(lowered.addresses())
        .contains(
            "aws_vpc_endpoint.interface",
            "aws_security_group.endpoints",
            "aws_vpc_security_group_ingress_rule.endpoints_from_app_443",
            "aws_vpc_security_group_egress_rule.app_to_endpoints_443",
            "aws_vpc_security_group_egress_rule.app_to_dynamodb_443",
            "aws_vpc_security_group_egress_rule.app_to_s3_443")
        .doesNotContain(
            "aws_eip.nat",
            "aws_nat_gateway.main",
            "aws_route.app_internet",
            "aws_vpc_security_group_egress_rule.app_to_internet_443");
    assertThat(lowered.text("aws_vpc_security_group_egress_rule.app_to_s3_443"))
        .contains("prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id");
  }

  @Test
  void aTierMoreAndAZoneMoreMoveNoIpv6Address() {
    String two = Lowered.with("network: {ipv6: true, zones: 2}\n").text("aws_subnet.app");
    Lowered more =
        Lowered.replacing(
            "network: {ipv6: true, zones: 3}\n",
            "  db:\n",
            "  aaa:\n    load_balancer: {listen: [{http: 80, to: app}]}\n  db:\n");

    assertThat(two)
        .contains("a = { ipv4 = \"10.0.70.0/26\", ipv6 = 24 }")
        .contains("b = { ipv4 = \"10.0.70.64/26\", ipv6 = 25 }");
    assertThat(more.text("aws_subnet.app").lines().toList())
        .containsAll(two.lines().toList())
        .contains("    c = { ipv4 = \"10.0.70.128/26\", ipv6 = 26 }");
  }

  @Test
  void aBlockOfIpv6AddressesCanBeWritten() {
    Lowered lowered = Lowered.with("network: {ipv6: true, ipv6_blocks: {app: 63}}\n");

    assertThat(lowered.text("aws_subnet.app")).contains("ipv6 = 252 }", "ipv6 = 253 }");
  }

  @Test
  void machinesGoOutOverIpv6AndNobodyComesIn() {
    Lowered lowered = Lowered.with("network: {ipv6: true}\n");

    assertThat(lowered.text("aws_route.app_internet_ipv6"))
        .contains("egress_only_gateway_id      = aws_egress_only_internet_gateway.main.id")
        .contains("destination_ipv6_cidr_block = \"::/0\"");
    assertThat(lowered.text("aws_route.lb_internet_ipv6"))
        .contains("gateway_id                  = aws_internet_gateway.main.id");
    assertThat(lowered.text("aws_subnet.app")).contains("assign_ipv6_address_on_creation = true");
    assertThat(lowered.text("aws_subnet.lb")).doesNotContain("assign_ipv6_address_on_creation");
    assertThat(lowered.addresses())
        .contains("aws_vpc_security_group_egress_rule.app_to_internet_ipv6_443")
        .contains("aws_vpc_security_group_ingress_rule.lb_from_internet_ipv6_80")
        .noneMatch(address -> address.contains("app_from_internet"))
        .doesNotContain("aws_route.db_internet_ipv6");
  }

  @Test
  void aClosedNetworkIsClosedForIpv6Too() {
    Lowered lowered = Lowered.with("network: {nat: none, ipv6: true}\n");

    assertThat(lowered.addresses())
        .contains("aws_route.lb_internet_ipv6")
        .doesNotContain(
            "aws_egress_only_internet_gateway.main",
            "aws_route.app_internet_ipv6",
            "aws_vpc_security_group_egress_rule.app_to_internet_ipv6_443");
  }

  @Test
  void withoutItNothingSpeaksOfIpv6() {
    Lowered lowered = Lowered.with("network: {ipv6: false}\n");

    assertThat(lowered.addresses()).noneMatch(address -> address.contains("ipv6"));
    assertThat(lowered.file("network.tf")).doesNotContain("ipv6", "::/0", "egress_only");
  }

  @Test
  void leasesHaveAWayOfTheirOwn() {
    Lowered without = Lowered.with("");
    Lowered with = Lowered.replacing("", "port: 8080}", "port: 8080, singleton: true}");

    assertThat(without.addresses()).doesNotContain("aws_vpc_endpoint.dynamodb");
    assertThat(with.text("aws_vpc_endpoint.dynamodb"))
        .contains("# tiers.app.services.site.singleton: leases can be renewed");
  }

  @Test
  void anExistingNetworkIsReferredToAndNothingIsMadeInIt() {
    Lowered lowered =
        Lowered.with(
            """
            network:
              existing:
                vpc: vpc-0123456789abcdef0
                subnets:
                  lb: [subnet-0123456789abcdef0, subnet-0123456789abcdef1]
                  app: [subnet-0123456789abcdef2]
                  db: [subnet-0123456789abcdef3, subnet-0123456789abcdef4]
            """);

    assertThat(lowered.file("network.tf"))
        .contains("vpc_id         = \"vpc-0123456789abcdef0\"")
        .contains("app_subnet_ids = [\"subnet-0123456789abcdef2\"]")
        .doesNotContain("resource");
    assertThat(lowered.text("aws_security_group.lb")).contains("= local.vpc_id");
    assertThat(lowered.text("aws_lb.lb"))
        .contains("= local.lb_subnet_ids")
        .doesNotContain("depends_on");
  }

  @Test
  void theRoleOfFlowLogsHasANameThatFits() {
    String role = Lowered.with("").text("aws_iam_role.flow_logs");
    int fixed = "-flow-".length();

    assertThat(role).contains("name_prefix        = \"shop-flow-\"");
    assertThat(32 + fixed).isLessThanOrEqualTo(38);
  }

  @Test
  void stateIsKeptInABucketOrInTheFolder() {
    assertThat(Lowered.with("").file("versions.tf")).doesNotContain("backend");
    assertThat(Lowered.with("terraform: {s3: {bucket: states}}\n").file("versions.tf"))
        .contains(
            """
              # terraform.s3
              backend "s3" {
                bucket       = "states"
                key          = "shop/terraform.tfstate"
                region       = "eu-west-1"
                encrypt      = true
                use_lockfile = true
              }
            """);
  }
}
