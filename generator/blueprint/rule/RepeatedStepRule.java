package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Image;
import blueprint.language.Step;

/** A command says when it need not run again. */
final class RepeatedStepRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    for (Image image : blueprint.images().values()) {
      for (Step step : image.recipe()) {
        if (step instanceof Step.Run run && run.creates().isEmpty() && run.watches().isEmpty()) {
          found.add(Diagnostic.of(Code.STEP_RUNS_EVERY_TIME, run.run().span()));
        }
      }
    }
  }
}
