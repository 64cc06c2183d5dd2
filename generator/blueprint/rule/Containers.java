package blueprint.rule;

import blueprint.language.Blueprint;
import blueprint.language.Name;
import blueprint.language.SwarmTier;

/** Visits every service of a swarm. */
final class Containers {

  /** What is done with a service. */
  interface Visitor {
    void visit(Name tier, SwarmTier swarm, Name name, SwarmTier.Container service);
  }

  private Containers() {}

  static void each(Blueprint blueprint, Visitor visitor) {
    blueprint
        .tiers()
        .forEach(
            (tier, whole) ->
                whole
                    .swarm()
                    .ifPresent(
                        swarm ->
                            swarm
                                .services()
                                .forEach(
                                    (name, service) -> visitor.visit(tier, swarm, name, service))));
  }
}
