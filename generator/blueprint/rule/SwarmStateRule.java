package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Image;
import blueprint.language.Step;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An image holds nothing of one swarm, and no login. */
final class SwarmStateRule implements Rule {

  private static final Pattern STATE =
      Pattern.compile(
          "\\bdocker\\s+(swarm\\s+(?:init|join)|secret\\s+create|config\\s+create|stack\\s+(?:deploy|up)"
              + "|service\\s+create)\\b");

  private static final Pattern LOGIN = Pattern.compile("\\bdocker\\s+login\\b");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    for (Image image : blueprint.images().values()) {
      for (Step step : image.recipe()) {
        if (step instanceof Step.Run run) {
          check(run, found);
        }
      }
    }
  }

  private static void check(Step.Run run, Diagnostics found) {
    Matcher state = STATE.matcher(run.run().value());
    if (state.find()) {
      String command = "docker " + state.group(1).replaceAll("\\s+", " ");
      found.add(Diagnostic.of(Code.SWARM_IN_IMAGE, run.run().span(), command));
    }
    if (LOGIN.matcher(run.run().value()).find()) {
      found.add(Diagnostic.of(Code.LOGIN_IN_IMAGE, run.run().span()));
    }
  }
}
