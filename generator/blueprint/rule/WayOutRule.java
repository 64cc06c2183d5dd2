package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Nat;
import java.util.List;

/** Machines without a way out are meant to have none. */
final class WayOutRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Located<Nat> nat = blueprint.network().nat();
    if (nat.value() == Nat.NONE) {
      blueprint.tiers().entrySet().stream()
          .filter(entry -> entry.getValue().swarm().isPresent())
          .forEach(
              entry ->
                  found.add(
                      Diagnostic.of(Code.SWARM_WITHOUT_WAY, nat.span(), entry.getKey().text())));
    }
    Programs.each(
        blueprint,
        (tier, program) -> {
          if (nat.value() == Nat.NONE) {
            found.add(Diagnostic.of(Code.BEANSTALK_WITHOUT_WAY, nat.span(), tier.text()));
          }
        });
    List<String> machines =
        blueprint.tiers().entrySet().stream()
            .filter(entry -> entry.getValue().instances().isPresent())
            .map(entry -> entry.getKey().text())
            .toList();
    if (nat.value() != Nat.NONE || machines.isEmpty()) {
      return;
    }
    found.add(Diagnostic.of(Code.NO_WAY_OUT, nat.span(), String.join("`, `", machines)));
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.instances().stream())
        .flatMap(instances -> instances.outbound().stream())
        .forEach(
            port ->
                found.add(Diagnostic.of(Code.OUTBOUND_WITHOUT_WAY, port.span(), port.toString())));
  }
}
