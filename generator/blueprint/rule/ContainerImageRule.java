package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import java.util.regex.Pattern;

/** A container image says which version it is. */
final class ContainerImageRule implements Rule {

  private static final Pattern MOVING = Pattern.compile("(?:.*/)?[^/:@]+(?::latest)?");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Containers.each(
        blueprint,
        (tier, swarm, name, service) -> {
          service
              .image()
              .filter(image -> MOVING.matcher(image.value()).matches())
              .ifPresent(
                  image ->
                      found.add(Diagnostic.of(Code.IMAGE_NOT_PINNED, image.span(), image.value())));
        });
  }
}
