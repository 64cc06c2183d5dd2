package blueprint.target.cloudformation;

import static blueprint.target.cloudformation.Expression.attribute;
import static blueprint.target.cloudformation.Expression.list;
import static blueprint.target.cloudformation.Expression.object;
import static blueprint.target.cloudformation.Expression.ref;
import static blueprint.target.cloudformation.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LoadBalancerLoweringTest {

  private static final String LISTENER = "AWS::ElasticLoadBalancingV2::Listener";
  private static final String DOMAIN = "domain: {name: example.org, zone: Z0123456789ABC}\n";
  private static final String PLAIN = "listen: [{http: 80, to: app}]";
  private static final String ENCRYPTED =
      "listen: [{https: 443, to: app}, {http: 80, redirect: https}]";

  @Test
  void aFirewallLooksAtTheRequestsOfItsLoadBalancer() {
    Compiled compiled = Compiled.replacing("", PLAIN, PLAIN + "\n      firewall: {rate: 100}");

    assertThat(compiled.properties("LbWebAclAssociation"))
        .containsEntry("ResourceArn", Expression.ref("LbLoadBalancer"))
        .containsEntry("WebACLArn", Expression.attribute("LbWebAcl", "Arn"));
    assertThat(compiled.properties("LbWebAclLogging").get("LogDestinationConfigs").toString())
        .contains("Ref[id=LbFirewallLogGroup]")
        .doesNotContain("GetAtt");
    assertThat(compiled.properties("LbFirewallLogGroup"))
        .containsEntry("LogGroupName", Expression.text("aws-waf-logs-shop-lb"));
  }

  @Test
  void aVisitorOfPlainHttpIsForwardedUnlessTheBlueprintRedirects() {
    Compiled compiled = Compiled.with("");

    assertThat(compiled.properties("LbListener80"))
        .containsEntry("LoadBalancerArn", ref("LbLoadBalancer"))
        .containsEntry("Protocol", text("HTTP"))
        .containsEntry(
            "DefaultActions",
            list(
                object().with("Type", "forward").with("TargetGroupArn", ref("AppSiteTargetGroup"))))
        .doesNotContainKeys("SslPolicy", "Certificates");
    assertThat(compiled.skips("LbListener80")).containsExactly("CKV_AWS_2", "CKV_AWS_103");
    assertThat(compiled.ids(LISTENER)).containsExactly("LbListener80");
  }

  @Test
  void theDomainsCertificateEndsTlsAndPlainHttpIsSentOn() {
    Compiled compiled = Compiled.replacing(DOMAIN, PLAIN, ENCRYPTED);

    assertThat(compiled.properties("LbListener443"))
        .containsEntry("SslPolicy", text("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"))
        .containsEntry("Certificates", list(object().with("CertificateArn", ref("Certificate"))));
    assertThat(compiled.properties("LbListener80"))
        .containsEntry(
            "DefaultActions",
            list(
                object()
                    .with("Type", "redirect")
                    .with(
                        "RedirectConfig",
                        object()
                            .with("Port", "443")
                            .with("Protocol", "HTTPS")
                            .with("StatusCode", "HTTP_301"))));
    assertThat(compiled.skips("LbListener80")).isEmpty();
    assertThat(compiled.skips("LbListener443")).isEmpty();
  }

  @Test
  void aCertificateThatIsThereIsTakenAsItIs() {
    String arn = "arn:aws:acm:eu-west-1:123456789012:certificate/0123-abcd";
    Compiled compiled =
        Compiled.replacing(
            "", PLAIN, "listen: [{https: 8443, to: app, certificate: \"" + arn + "\"}]");

    assertThat(compiled.properties("LbListener8443"))
        .containsEntry("Certificates", list(object().with("CertificateArn", arn)));
    assertThat(compiled.ids()).doesNotContain("Certificate", "DomainRecord");
  }

  @Test
  void itIsProtectedAndDropsWhatIsNoHeader() {
    Compiled compiled = Compiled.with("");

    assertThat(compiled.properties("LbLoadBalancer"))
        .containsEntry("Name", text("shop-lb"))
        .containsEntry("Scheme", text("internet-facing"))
        .containsEntry("SecurityGroups", list(attribute("LbSecurityGroup", "GroupId")));
    assertThat(attributes(compiled))
        .containsOnly(
            java.util.Map.entry("deletion_protection.enabled", text("true")),
            java.util.Map.entry("routing.http.desync_mitigation_mode", text("defensive")),
            java.util.Map.entry("routing.http.drop_invalid_header_fields.enabled", text("true")));
    assertThat(compiled.skips("LbLoadBalancer")).containsExactly("CKV_AWS_91", "AwsSolutions-ELB2");
    assertThat(compiled.ids("AWS::S3::Bucket")).isEmpty();
  }

  @Test
  void aPublicOneWaitsForTheGatewayAndAnInternalOneDoesNot() {
    assertThat(Compiled.with("").attributes("LbLoadBalancer"))
        .containsEntry("DependsOn", dependsOn("InternetGatewayAttachment"));

    Compiled internal =
        Compiled.replacing("network: {nat: none}\n", PLAIN, PLAIN + "\n      internal: true");
    assertThat(internal.attributes("LbLoadBalancer")).isEmpty();
    assertThat(internal.properties("LbLoadBalancer")).containsEntry("Scheme", text("internal"));
  }

  @Test
  void aTargetGroupHasNoNameThatWouldBeInTheWayOfTheNext() {
    assertThat(Compiled.with("").properties("AppSiteTargetGroup"))
        .containsEntry("Port", Expression.number(8080))
        .containsEntry("Matcher", object().with("HttpCode", "200"))
        .containsEntry("HealthCheckPort", text("traffic-port"))
        .containsEntry(
            "TargetGroupAttributes",
            list(object().with("Key", "deregistration_delay.timeout_seconds").with("Value", "30")))
        .doesNotContainKeys("Name", "Targets");
  }

  @Test
  void eachLoadBalancerHasATargetGroupOfItsOwn() {
    Compiled compiled =
        Compiled.replacing(
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

    assertThat(TargetGroupLowering.ids(compiled.stack().plan(), machines(compiled)))
        .containsExactly("AppSiteTargetGroup", "AppSiteFromInnerTargetGroup");
    assertThat(compiled.ids("AWS::ElasticLoadBalancingV2::TargetGroup"))
        .containsExactlyInAnyOrder("AppSiteTargetGroup", "AppSiteFromInnerTargetGroup");
    assertThat(compiled.properties("InnerListener80").get("DefaultActions").toString())
        .contains("AppSiteFromInnerTargetGroup");
  }

  private static java.util.Map<String, Expression> attributes(Compiled compiled) {
    return Compiled.pairs(
        java.util.Objects.requireNonNull(
            compiled.properties("LbLoadBalancer").get("LoadBalancerAttributes")));
  }

  private static blueprint.plan.MachineGroup machines(Compiled compiled) {
    return compiled.stack().plan().machineGroups().get(0);
  }

  private static Expression dependsOn(String... ids) {
    return java.util.Objects.requireNonNull(
        Resource.of("Any", "AWS::EC2::VPC")
            .dependsOn(java.util.List.of(ids))
            .attributes()
            .members()
            .get("DependsOn"));
  }
}
