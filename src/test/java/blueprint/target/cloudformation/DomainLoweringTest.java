package blueprint.target.cloudformation;

import static blueprint.target.cloudformation.Expression.attribute;
import static blueprint.target.cloudformation.Expression.list;
import static blueprint.target.cloudformation.Expression.object;
import static blueprint.target.cloudformation.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DomainLoweringTest {

  private static final String DOMAIN = "domain: {name: example.org, zone: Z0123456789ABC}\n";
  private static final String PLAIN = "listen: [{http: 80, to: app}]";
  private static final String ENCRYPTED = "listen: [{https: 443, to: app}]";

  @Test
  void theHostedZoneProvesThatTheDomainIsOurs() {
    assertThat(Compiled.replacing(DOMAIN, PLAIN, ENCRYPTED).properties("Certificate"))
        .containsEntry("DomainName", text("example.org"))
        .containsEntry("ValidationMethod", text("DNS"))
        .containsEntry(
            "DomainValidationOptions",
            list(
                object().with("DomainName", "example.org").with("HostedZoneId", "Z0123456789ABC")));
  }

  @Test
  void theDomainLeadsToTheLoadBalancer() {
    assertThat(Compiled.replacing(DOMAIN, PLAIN, ENCRYPTED).properties("DomainRecord"))
        .containsEntry("HostedZoneId", text("Z0123456789ABC"))
        .containsEntry(
            "AliasTarget",
            object()
                .with("DNSName", attribute("LbLoadBalancer", "DNSName"))
                .with("HostedZoneId", attribute("LbLoadBalancer", "CanonicalHostedZoneID"))
                .with("EvaluateTargetHealth", true))
        .doesNotContainKeys("TTL", "ResourceRecords", "HostedZoneName");
  }

  @Test
  void withoutHttpsNoCertificateIsIssued() {
    assertThat(Compiled.with(DOMAIN).ids()).contains("DomainRecord").doesNotContain("Certificate");
  }

  @Test
  void withoutADomainThereIsNeither() {
    assertThat(Compiled.with("").ids()).doesNotContain("DomainRecord", "Certificate");
  }

  @Test
  void theZoneIsWrittenAndNotAskedFor() {
    assertThat(Compiled.replacing(DOMAIN, PLAIN, ENCRYPTED).template().parameters())
        .noneMatch(parameter -> parameter.id().contains("Zone"));
  }
}
