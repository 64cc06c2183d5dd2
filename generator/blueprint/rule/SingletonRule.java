package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import java.util.regex.Pattern;

/** Schedulers run on one machine only. */
final class SingletonRule implements Rule {

  private static final Pattern SCHEDULER =
      Pattern.compile(
          "\\bcelery\\b.*\\bbeat\\b|\\brun cron\\b|\\bclockwork\\b|\\brqscheduler\\b|\\bcron -f\\b");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Machines.each(
        blueprint,
        (tier, name, service, instances, image) -> {
          String command = String.join(" ", service.run().value().words());
          if (!service.singleton().value() && SCHEDULER.matcher(command).find()) {
            found.add(Diagnostic.of(Code.SCHEDULER_RUNS_TWICE, service.run().span(), name.text()));
          }
        });
  }
}
