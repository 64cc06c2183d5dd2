package blueprint.target.cloudformation;

import static blueprint.target.cloudformation.Expression.attribute;
import static blueprint.target.cloudformation.Expression.sub;
import static blueprint.target.cloudformation.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EntranceOutputsTest {

  private static final String DOMAIN = "domain: {name: example.org, zone: Z0123456789ABC}\n";
  private static final String PLAIN = "listen: [{http: 80, to: app}]";

  @Test
  void aDomainIsWhereTheServiceAnswers() {
    Compiled compiled = Compiled.replacing(DOMAIN, PLAIN, "listen: [{https: 443, to: app}]");

    assertThat(entrance(compiled, "Url").value()).isEqualTo(text("https://example.org"));
    assertThat(entrance(compiled, "Url").trace().paths())
        .containsExactly("domain", "tiers.lb.listen");
  }

  @Test
  void withoutADomainItIsTheLoadBalancersOwnName() {
    Compiled compiled = Compiled.replacing("", PLAIN, "listen: [{http: 8080, to: app}]");

    assertThat(entrance(compiled, "Url").value())
        .isEqualTo(sub("http://", attribute("LbLoadBalancer", "DNSName"), ":8080"));
    assertThat(entrance(compiled, "LbDnsName").value())
        .isEqualTo(attribute("LbLoadBalancer", "DNSName"));
  }

  @Test
  void aDatabaseSaysWhereItIsAndWhereItsPasswordIsButNotWhatItIs() {
    List<Output> outputs = DatabaseOutputs.of(Compiled.with("").stack());

    assertThat(outputs).extracting(Output::id).containsExactly("DbEndpoint", "DbSecretArn");
    assertThat(outputs.get(0).value())
        .isEqualTo(
            new Expression.Join(
                ":",
                List.of(
                    attribute("DbInstance", "Endpoint.Address"),
                    attribute("DbInstance", "Endpoint.Port"))));
    assertThat(outputs.get(1).value())
        .isEqualTo(attribute("DbInstance", "MasterUserSecret.SecretArn"));
  }

  private static Output entrance(Compiled compiled, String id) {
    return EntranceOutputs.of(compiled.stack()).stream()
        .filter(output -> output.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
