package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Located;

/** Managers are an odd number, and the loss of a zone leaves most of them. */
final class ManagersRule implements Rule {

  /** The fewest that outlive the loss of one. */
  private static final int SAFE = 3;

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.swarm().stream())
        .forEach(swarm -> check(blueprint, swarm.managers(), found));
  }

  private static void check(Blueprint blueprint, Located<Integer> managers, Diagnostics found) {
    int number = managers.value();
    if (number % 2 == 0) {
      String fewer = Integer.toString(number - 1);
      String more = Integer.toString(number + 1);
      found.add(Diagnostic.of(Code.EVEN_MANAGERS, managers.span(), "" + number, fewer, more));
      return;
    }
    if (number < SAFE) {
      found.add(Diagnostic.of(Code.ONE_MANAGER, managers.span()));
      return;
    }
    int zones = blueprint.network().zones().value();
    if (blueprint.network().existing().isEmpty() && zones < SAFE) {
      found.add(
          Diagnostic.of(Code.MANAGERS_IN_FEW_ZONES, managers.span(), "" + number, "" + zones));
    }
  }
}
