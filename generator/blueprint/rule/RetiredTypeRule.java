package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Facts;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Tier;

/** Machines are of types that can still be had. */
final class RetiredTypeRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    for (Tier tier : blueprint.tiers().values()) {
      tier.instances().ifPresent(instances -> check(instances.type(), found));
      tier.database().ifPresent(database -> check(database.class_(), found));
    }
    blueprint.images().values().forEach(image -> check(image.builder(), found));
  }

  private static void check(Located<String> type, Diagnostics found) {
    Facts.retiredType(type.value())
        .ifPresent(
            retired ->
                found.add(
                    Diagnostic.of(
                        Code.RETIRED,
                        type.span(),
                        type.value(),
                        retired.reason(),
                        retired.successor())));
  }
}
