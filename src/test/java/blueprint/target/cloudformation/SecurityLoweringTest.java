package blueprint.target.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SecurityLoweringTest {

  @Test
  void eachConnectionHasARuleAtBothEnds() {
    NetworkParts parts = NetworkParts.with("");

    assertThat(parts.properties("LbToApp8080"))
        .containsEntry("GroupId", Expression.attribute("LbSecurityGroup", "GroupId"))
        .containsEntry(
            "DestinationSecurityGroupId", Expression.attribute("AppSecurityGroup", "GroupId"));
    assertThat(parts.properties("AppFromLb8080"))
        .containsEntry("GroupId", Expression.attribute("AppSecurityGroup", "GroupId"))
        .containsEntry("SourceSecurityGroupId", Expression.attribute("LbSecurityGroup", "GroupId"));
    assertThat(parts.stack().security().rulesAbout("app"))
        .containsExactly(
            "AppFromLb8080", "AppToDb5432", "AppToInternet443", "DbFromApp5432", "LbToApp8080");
    assertThat(parts.loose()).isEmpty();
  }

  @Test
  void noGroupKeepsTheRuleThatAllowsEverything() {
    for (String tier : List.of("Lb", "App", "Db")) {
      Expression only =
          NetworkParts.with("").properties(tier + "SecurityGroup").get("SecurityGroupEgress");

      assertThat(only.toString()).contains("127.0.0.1/32").doesNotContain("0.0.0.0/0");
    }
  }

  @Test
  void nobodyBesideTheMachinesReachesTheDatabaseAndItReachesNobody() {
    NetworkParts parts = NetworkParts.with("");

    assertThat(parts.ids())
        .filteredOn(id -> id.matches("Db(From|To).*"))
        .containsExactly("DbFromApp5432");
    assertThat(parts.ids())
        .filteredOn(id -> id.startsWith("AppFrom"))
        .containsExactly("AppFromLb8080");
  }

  @Test
  void groupsHaveNoRulesOfTheirOwnAndNoNameThatCouldBeTaken() {
    assertThat(NetworkParts.with("").properties("AppSecurityGroup"))
        .doesNotContainKeys("GroupName", "SecurityGroupIngress");
  }

  @Test
  void aFindingIsAcceptedWhereVisitorsComeFromEverywhereAndNowhereElse() {
    NetworkParts open = NetworkParts.with("");
    NetworkParts narrow =
        NetworkParts.replacing("", "listen:", "allow: [192.0.2.0/24]\n      listen:");

    assertThat(open.get("LbFromInternet80").skips())
        .extracting(Resource.Skip::check)
        .containsExactly("AwsSolutions-EC23", "CKV_AWS_260");
    assertThat(open.get("AppFromLb8080").skips()).isEmpty();
    assertThat(narrow.ids()).doesNotContain("LbFromInternet80");
    assertThat(narrow.get("LbFrom192x0x2x0x24Port80").skips()).isEmpty();
  }

  @Test
  void rangesThatDifferByADotAloneHaveRulesOfTheirOwn() {
    NetworkParts parts =
        NetworkParts.replacing("", "listen:", "allow: [10.11.0.0/16, 10.1.10.0/24]\n      listen:");

    assertThat(parts.ids()).contains("LbFrom10x11x0x0x16Port80", "LbFrom10x1x10x0x24Port80");
    assertThat(parts.ids()).doesNotHaveDuplicates();
  }

  @Test
  void machinesReachHttpsAndWhatTheBlueprintNames() {
    NetworkParts parts =
        NetworkParts.replacing("", "image: web\n", "image: web\n      outbound: [587]\n");

    assertThat(parts.ids())
        .contains("AppToInternet443", "AppToInternet587")
        .doesNotContain("AppToInternet80");
    assertThat(parts.get("AppToInternet443").comment())
        .containsExactly(
            "Amazon's DNS and time servers are reached whatever a security group says.");
  }
}
