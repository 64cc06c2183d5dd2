package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.MovedPlaces;
import blueprint.language.Blueprint;
import blueprint.language.Located;

/**
 * What a platform on the first Amazon Linux called otherwise is taken for what it is called now.
 */
final class MovedPlaceRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Programs.each(
        blueprint,
        (tier, program) -> {
          program.logs().forEach(directory -> check(directory, found));
          program.onDeploy().forEach(command -> check(command.run(), found));
        });
  }

  private static void check(Located<String> text, Diagnostics found) {
    MovedPlaces.in(text.value())
        .forEach((old, now) -> found.add(Diagnostic.of(Code.MOVED_PLACE, text.span(), old, now)));
  }
}
