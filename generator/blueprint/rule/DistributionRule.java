package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.facts.Facts;
import blueprint.language.Blueprint;
import blueprint.language.ImageName;
import blueprint.language.Located;
import java.util.Optional;

/** Images start from a distribution that is known and supported. */
final class DistributionRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint
        .images()
        .values()
        .forEach(image -> image.from().id().ifPresent(id -> check(id, found)));
  }

  private static void check(Located<ImageName> id, Diagnostics found) {
    String name = id.value().text();
    if (id.value().isId() || Facts.distributions().containsKey(name)) {
      return;
    }
    Optional<Facts.Retirement> retired = Facts.retiredDistribution(name);
    if (retired.isPresent()) {
      found.add(
          Diagnostic.of(
              Code.RETIRED_DISTRIBUTION,
              id.span(),
              name,
              retired.get().reason(),
              retired.get().successor()));
      return;
    }
    found.add(
        Diagnostic.of(
                Code.INVALID_VALUE, id.span(), name, "a distribution that is known, or an image id")
            .suggesting(Suggestions.hint(name, Facts.distributions().keySet())));
  }
}
