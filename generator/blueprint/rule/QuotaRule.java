package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Limit;
import blueprint.language.Blueprint;
import blueprint.language.Name;
import blueprint.language.Tier;

/** A load balancer needs no more rules than AWS gives to an account that did not ask for more. */
final class QuotaRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint
        .tiers()
        .forEach((name, tier) -> tier.loadBalancer().ifPresent(l -> check(name, tier, l, found)));
  }

  private static void check(
      Name name, Tier tier, Tier.LoadBalancer loadBalancer, Diagnostics found) {
    int ipv6 = (int) loadBalancer.allow().stream().filter(r -> r.value().isIpv6()).count();
    int ranges = Math.max(ipv6, loadBalancer.allow().size() - ipv6); // AWS counts each by itself
    int rules = loadBalancer.listen().size() * Math.max(1, ranges);
    int quota = Limit.SECURITY_GROUP_RULES.max();
    if (rules > quota) {
      found.add(Diagnostic.of(Code.MANY_RULES, tier.span(), name.text(), "" + rules, "" + quota));
    }
  }
}
