package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Limit;
import blueprint.language.Blueprint;
import blueprint.language.Cidr;
import blueprint.language.Located;
import java.util.List;

/** The network is a private range of a size that AWS accepts. */
final class NetworkSizeRule implements Rule {

  private static final List<String> PRIVATE =
      List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Located<Cidr> network = blueprint.network().cidr();
    Cidr cidr = network.value();
    HostBits.check(network, found);
    if (!Limit.NETWORK_PREFIX.allows(cidr.prefix())) {
      found.add(
          Diagnostic.of(
              Code.VPC_SIZE,
              network.span(),
              cidr.toString(),
              "" + Limit.NETWORK_PREFIX.min(),
              "" + Limit.NETWORK_PREFIX.max()));
    } else if (PRIVATE.stream()
        .noneMatch(range -> Cidr.parse(range).orElseThrow().contains(cidr))) {
      found.add(Diagnostic.of(Code.PUBLIC_RANGE, network.span(), cidr.toString()));
    }
  }
}
