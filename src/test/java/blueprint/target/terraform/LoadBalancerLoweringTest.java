package blueprint.target.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LoadBalancerLoweringTest {

  private static final String DOMAIN = "domain: {name: example.org, zone: Z0123456789ABC}\n";
  private static final String PLAIN = "listen: [{http: 80, to: app}]";
  private static final String ENCRYPTED =
      "listen: [{https: 443, to: app}, {http: 80, redirect: https}]";

  @Test
  void theDomainGetsACertificateThatTheListenerWaitsFor() {
    Lowered lowered = Lowered.replacing(DOMAIN, PLAIN, ENCRYPTED);

    assertThat(lowered.text("aws_lb_listener.lb_443"))
        .contains("certificate_arn   = aws_acm_certificate_validation.main.certificate_arn")
        .contains("ssl_policy        = \"ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09\"");
    assertThat(lowered.text("aws_lb_listener.lb_80"))
        .contains("port        = \"443\"")
        .contains("status_code = \"HTTP_301\"")
        .doesNotContain("target_group_arn");
    assertThat(lowered.addresses())
        .contains(
            "aws_acm_certificate.main",
            "aws_route53_record.certificate",
            "aws_acm_certificate_validation.main",
            "aws_route53_record.main");
    assertThat(lowered.text("output.url")).contains("\"https://example.org\"");
  }

  @Test
  void aCertificateThatIsThereIsTakenAsItIs() {
    String arn = "arn:aws:acm:eu-west-1:123456789012:certificate/0123-abcd";
    Lowered lowered =
        Lowered.replacing(
            "", PLAIN, "listen: [{https: 8443, to: app, certificate: \"" + arn + "\"}]");

    assertThat(lowered.text("aws_lb_listener.lb_8443")).contains("= \"" + arn + "\"");
    assertThat(lowered.addresses()).doesNotContain("aws_acm_certificate.main");
    assertThat(lowered.text("output.url")).contains("\"https://${aws_lb.lb.dns_name}:8443\"");
  }

  @Test
  void everyEndOfAConnectionHasARuleAndNothingElseHas() {
    assertThat(Lowered.with("").addresses().stream().filter(a -> a.contains("gress_rule")))
        .containsExactlyInAnyOrder(
            "aws_vpc_security_group_ingress_rule.lb_from_internet_80",
            "aws_vpc_security_group_egress_rule.lb_to_app_8080",
            "aws_vpc_security_group_ingress_rule.app_from_lb_8080",
            "aws_vpc_security_group_egress_rule.app_to_db_5432",
            "aws_vpc_security_group_egress_rule.app_to_internet_443",
            "aws_vpc_security_group_ingress_rule.db_from_app_5432");
  }

  @Test
  void onlyTheRangesThatAreAllowedReachIt() {
    Lowered lowered =
        Lowered.replacing("", PLAIN, PLAIN + "\n      allow: [203.0.113.0/24, 198.51.100.7/32]");

    assertThat(lowered.addresses())
        .contains(
            "aws_vpc_security_group_ingress_rule.lb_from_203_0_113_0_24_80",
            "aws_vpc_security_group_ingress_rule.lb_from_198_51_100_7_32_80")
        .doesNotContain("aws_vpc_security_group_ingress_rule.lb_from_internet_80");
  }

  @Test
  void anInternalOneIsReachedFromTheNetworkOnly() {
    Lowered lowered =
        Lowered.replacing("network: {nat: none}\n", PLAIN, PLAIN + "\n      internal: true");

    assertThat(lowered.text("aws_lb.lb"))
        .contains("internal           = true")
        .doesNotContain("aws_internet_gateway");
    assertThat(lowered.addresses())
        .contains("aws_vpc_security_group_ingress_rule.lb_from_10_0_0_0_16_80")
        .doesNotContain("aws_internet_gateway.main");
  }

  @Test
  void accessLogsGoToABucketThatOnlyLoadBalancersWriteTo() {
    Lowered lowered = Lowered.replacing("", PLAIN, PLAIN + "\n      access_logs: 90d");

    assertThat(lowered.text("aws_lb.lb"))
        .contains("bucket  = aws_s3_bucket.lb_access_logs.id")
        .contains("aws_s3_bucket_policy.lb_access_logs]")
        .doesNotContain("CKV_AWS_91");
    assertThat(lowered.text("data.aws_iam_policy_document.lb_access_logs"))
        .contains("logdelivery.elasticloadbalancing.amazonaws.com")
        .contains("${aws_s3_bucket.lb_access_logs.arn}/AWSLogs/")
        .contains("aws:SecureTransport");
    assertThat(lowered.text("aws_s3_bucket_lifecycle_configuration.lb_access_logs"))
        .contains("days = 90");
    assertThat(lowered.text("aws_s3_bucket.lb_access_logs")).contains("force_destroy = false");
  }

  @Test
  void whatIsNotProtectedCanBeDeleted() {
    Lowered lowered =
        Lowered.replacing("", PLAIN, PLAIN + "\n      access_logs: 30d\n      protect: false");

    assertThat(lowered.text("aws_lb.lb")).contains("enable_deletion_protection = false");
    assertThat(lowered.text("aws_s3_bucket.lb_access_logs")).contains("force_destroy = true");
  }

  @Test
  void eachLoadBalancerHasATargetGroupOfItsOwn() {
    Lowered lowered =
        Lowered.replacing(
            "",
            "  app:\n",
            """
              inner:
                load_balancer:
                  internal: true
                  listen: [{http: 80, to: app}]
              app:
            """
                .indent(0));

    assertThat(lowered.text("aws_lb_listener.lb_80")).contains("aws_lb_target_group.app_site.arn");
    assertThat(lowered.text("aws_lb_listener.inner_80"))
        .contains("aws_lb_target_group.app_site_from_inner.arn");
    assertThat(Labels.targetGroups(lowered.plan(), lowered.plan().machineGroups().get(0)))
        .containsExactly("app_site", "app_site_from_inner");
  }

  @Test
  void machinesWaitForTheirWayAndTheirRules() {
    Lowered lowered = Lowered.with("");
    Stack stack = Stack.of(lowered.plan(), java.util.Map.of());

    assertThat(BootDependencies.of(stack, lowered.plan().machineGroups().get(0)))
        .containsExactly(
            "aws_lb_listener.lb_80",
            "aws_route.app_internet",
            "aws_route_table_association.app",
            "aws_vpc_endpoint.s3",
            "aws_vpc_security_group_egress_rule.app_to_db_5432",
            "aws_vpc_security_group_egress_rule.app_to_internet_443",
            "aws_vpc_security_group_egress_rule.lb_to_app_8080",
            "aws_vpc_security_group_ingress_rule.app_from_lb_8080",
            "aws_vpc_security_group_ingress_rule.db_from_app_5432");
    assertThat(lowered.addresses()).contains("aws_lb_listener.lb_80", "aws_route.app_internet");
  }

  @Test
  void aTierCannotTakeTheNameOfAFile() {
    assertThat(Labels.file("network")).isEqualTo("network_tier.tf");
    assertThat(Labels.file("web-front")).isEqualTo("web_front.tf");
  }
}
