package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.facts.Facts;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import java.util.List;
import java.util.Optional;

/** Rules of a firewall that only count are among those that it has. */
final class FirewallRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    List<String> known =
        Facts.firewallGroups().stream().flatMap(group -> group.rules().stream()).toList();
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.firewall().stream())
        .flatMap(firewall -> firewall.count().stream())
        .filter(rule -> !known.contains(rule.value()))
        .forEach(rule -> found.add(unknown(rule, known)));
  }

  private static Diagnostic unknown(Located<String> rule, List<String> known) {
    Diagnostic unknown = Diagnostic.of(Code.UNKNOWN_FIREWALL_RULE, rule.span(), rule.value());
    Optional<String> nearest = Suggestions.nearest(rule.value(), known);
    return nearest.isPresent()
        ? unknown.suggesting(nearest.map(name -> "did you mean `" + name + "`?"))
        : unknown;
  }
}
