package blueprint.target.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WebAclLoweringTest {

  private static final String LISTEN = "listen: [{http: 80, to: app}]";

  @Test
  void theKnownAttacksAreRefusedUnlessTheBlueprintSaysToCount() {
    assertThat(with("block"))
        .contains("name        = \"AWSManagedRulesKnownBadInputsRuleSet\"")
        .contains("none {}")
        .doesNotContain("count {}", "rate_based_statement");
    assertThat(with("{mode: count, rate: 100}"))
        .contains("count {}")
        .doesNotContain("none {}", "block {}");
  }

  @Test
  void aLimitMovesNoOtherRule() {
    String without = with("block");
    String with = with("{rate: 100}");

    assertThat(with).contains("limit                 = 100", "priority = 0");
    assertThat(with.lines().toList()).containsAll(without.lines().skip(1).toList());
    assertThat(without).contains("priority = 1", "priority = 2", "priority = 3");
  }

  @Test
  void aRuleThatOnlyCountsDoesSoInItsOwnGroup() {
    String acl = with("{count: [SizeRestrictions_BODY]}");

    assertThat(acl.indexOf("rule_action_override"))
        .isGreaterThan(acl.indexOf("AWSManagedRulesCommonRuleSet"));
    assertThat(acl).containsOnlyOnce("rule_action_override");
  }

  @Test
  void whatItProtectsIsWhateverItIsGiven() {
    Lowered lowered = Lowered.replacing("", LISTEN, LISTEN + "\n      firewall: block");
    var acl = lowered.plan().loadBalancers().get(0).webAcl().orElseThrow();
    var blocks = WebAclLowering.blocks(acl, Expression.reference("data.aws_lb.other.arn"));

    assertThat(HclEmitter.emit(TerraformModel.of(new TerraformModel.File("one.tf", blocks))))
        .hasEntrySatisfying(
            "one.tf", text -> assertThat(text).contains("resource_arn = data.aws_lb.other.arn"));
  }

  @Test
  void withoutItThereIsNoneAndCheckovHearsWhy() {
    Lowered lowered = Lowered.with("");

    assertThat(lowered.addresses()).noneMatch(address -> address.contains("waf"));
    assertThat(lowered.text("aws_lb.lb")).contains("checkov:skip=CKV2_AWS_28");
    assertThat(Lowered.replacing("", LISTEN, LISTEN + "\n      firewall: block").text("aws_lb.lb"))
        .doesNotContain("CKV2_AWS_28");
  }

  private static String with(String firewall) {
    return Lowered.replacing("", LISTEN, LISTEN + "\n      firewall: " + firewall)
        .text("aws_wafv2_web_acl.lb");
  }
}
