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

  /** With encryption, and without it for those who are sent on. */
  private static final int PROGRAM_PORTS = 2;

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint
        .tiers()
        .forEach(
            (name, tier) -> {
              tier.loadBalancer()
                  .ifPresent(l -> check(name, tier, l.listen().size(), l.allow().size(), found));
              tier.beanstalk()
                  .ifPresent(b -> check(name, tier, PROGRAM_PORTS, b.allow().size(), found));
            });
  }

  private static void check(Name name, Tier tier, int ports, int ranges, Diagnostics found) {
    int rules = ports * Math.max(1, ranges);
    int quota = Limit.SECURITY_GROUP_RULES.max();
    if (rules > quota) {
      found.add(Diagnostic.of(Code.MANY_RULES, tier.span(), name.text(), "" + rules, "" + quota));
    }
  }
}
