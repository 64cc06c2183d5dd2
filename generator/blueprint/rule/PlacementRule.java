package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.SwarmTier;

/** There are machines on which a service may run. */
final class PlacementRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Containers.each(
        blueprint,
        (tier, swarm, name, service) ->
            service
                .where()
                .filter(where -> where.value() == SwarmTier.Placement.WORKERS)
                .filter(where -> swarm.workers().isEmpty())
                .ifPresent(
                    where ->
                        found.add(Diagnostic.of(Code.PLACED_NOWHERE, where.span(), name.text()))));
  }
}
