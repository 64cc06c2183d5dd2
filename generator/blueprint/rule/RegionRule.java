package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.facts.Facts;
import blueprint.language.Blueprint;
import blueprint.language.Located;

/** The region exists. */
final class RegionRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Located<String> region = blueprint.region();
    if (!Facts.regions().contains(region.value())) {
      found.add(
          Diagnostic.of(Code.INVALID_VALUE, region.span(), region.value(), "a region of AWS")
              .suggesting(Suggestions.hint(region.value(), Facts.regions())));
    }
  }
}
