package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.SecretText;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.SwarmTier;
import blueprint.language.Text;

/** An image is built of what is known beforehand, and holds no secret. */
final class BuildRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Containers.each(
        blueprint,
        (tier, swarm, name, service) ->
            service
                .build()
                .ifPresent(
                    build -> build.args().forEach((key, text) -> argument(key, text, found))));
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.swarm().stream())
        .forEach(swarm -> kept(swarm, found));
  }

  private static void argument(String name, Located<Text> text, Diagnostics found) {
    if (SecretText.isNamedBy(name)) {
      found.add(Diagnostic.of(Code.BUILD_SECRET, text.span(), name));
      return;
    }
    text.value().references().stream()
        .findFirst()
        .ifPresent(
            reference ->
                found.add(Diagnostic.of(Code.LIVE_BUILD, text.span(), name, reference.toString())));
  }

  /** A default stands where the tier does. */
  private static void kept(SwarmTier swarm, Diagnostics found) {
    boolean written = !swarm.keep().span().equals(swarm.span());
    if (written && swarm.services().values().stream().allMatch(s -> s.build().isEmpty())) {
      found.add(Diagnostic.of(Code.KEEPS_NOTHING, swarm.keep().span()));
    }
  }
}
