package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.facts.Facts;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Tier;
import java.util.Optional;

/** Machines are of types that exist and can still be had. */
final class RetiredTypeRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    for (Tier tier : blueprint.tiers().values()) {
      tier.instances().ifPresent(instances -> check(instances.type(), found));
      tier.swarm()
          .ifPresent(
              swarm -> {
                check(swarm.type(), found);
                swarm.managerType().ifPresent(type -> check(type, found));
              });
      tier.beanstalk().ifPresent(program -> program.types().forEach(type -> check(type, found)));
      tier.database().ifPresent(database -> check(database.class_(), found));
    }
    blueprint.images().values().forEach(image -> check(image.builder(), found));
  }

  private static void check(Located<String> type, Diagnostics found) {
    String family = type.value().replaceFirst("^db\\.", "").replaceFirst("\\..*", "");
    if (!Facts.instanceFamilies().contains(family) && Facts.retiredType(type.value()).isEmpty()) {
      Optional<String> near =
          Suggestions.nearest(family, Facts.instanceFamilies())
              .map(name -> "did you mean `" + type.value().replaceFirst(family, name) + "`?");
      found.add(Diagnostic.of(Code.UNKNOWN_FAMILY, type.span(), family).suggesting(near));
    }
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
