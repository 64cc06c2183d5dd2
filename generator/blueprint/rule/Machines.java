package blueprint.rule;

import blueprint.language.Blueprint;
import blueprint.language.Image;
import blueprint.language.Name;
import blueprint.language.Tier;
import java.util.Optional;

/** Visits every service together with the image that it runs from. */
final class Machines {

  /** What is done with a service. */
  interface Visitor {
    void visit(Name tier, Name name, Tier.Service service, Tier.Instances instances, Image image);
  }

  private Machines() {}

  /** Services of tiers whose image exists; the others are another rule's. */
  static void each(Blueprint blueprint, Visitor visitor) {
    blueprint
        .tiers()
        .forEach(
            (tier, whole) ->
                whole
                    .instances()
                    .ifPresent(
                        instances ->
                            image(blueprint, instances)
                                .ifPresent(
                                    image ->
                                        instances
                                            .services()
                                            .forEach(
                                                (name, service) ->
                                                    visitor.visit(
                                                        tier, name, service, instances, image)))));
  }

  private static Optional<Image> image(Blueprint blueprint, Tier.Instances instances) {
    return Optional.ofNullable(blueprint.images().get(instances.image().value()));
  }
}
