package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;

/** A container that serves others is watched. */
final class ContainerHealthRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Containers.each(
        blueprint,
        (tier, swarm, name, service) -> {
          if (service.port().isPresent() && service.health().isEmpty()) {
            found.add(Diagnostic.of(Code.UNCHECKED_CONTAINER, service.span(), name.text()));
          }
        });
  }
}
