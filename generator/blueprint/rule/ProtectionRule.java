package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Tier;

/** Whoever turns a protection off hears what it protected. */
final class ProtectionRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint
        .tiers()
        .forEach(
            (name, tier) -> {
              tier.database()
                  .map(Tier.Database::protect)
                  .ifPresent(protect -> check(name, protect, "its data", found));
              tier.loadBalancer()
                  .map(Tier.LoadBalancer::protect)
                  .ifPresent(
                      protect -> check(name, protect, "the address that visitors use", found));
            });
  }

  private static void check(Name tier, Located<Boolean> protect, String what, Diagnostics found) {
    if (!protect.value()) {
      found.add(Diagnostic.of(Code.NO_PROTECTION, protect.span(), tier.text(), what));
    }
  }
}
