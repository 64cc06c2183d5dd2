package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import java.util.Locale;

/** An update does what it says: it has machines to go on with, and time to find out. */
final class ProgramUpdateRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Programs.each(
        blueprint,
        (tier, program) -> {
          batch(program.update(), found);
          machines(program, found);
          time(program, found);
        });
  }

  private static void batch(BeanstalkTier.ProgramUpdate update, Diagnostics found) {
    BeanstalkTier.Policy policy = update.policy().value();
    boolean ignored =
        policy == BeanstalkTier.Policy.IMMUTABLE || policy == BeanstalkTier.Policy.ALL_AT_ONCE;
    if (ignored && Programs.isWritten(update.batch(), update.span())) {
      String name = policy.name().toLowerCase(Locale.ROOT);
      found.add(Diagnostic.of(Code.BATCH_IGNORED, update.batch().span(), name));
    }
  }

  private static void machines(BeanstalkTier program, Diagnostics found) {
    Located<BeanstalkTier.Policy> policy = program.update().policy();
    boolean one = program.scale().min().value() == 1;
    if (policy.value() == BeanstalkTier.Policy.ROLLING && one) {
      found.add(Diagnostic.of(Code.UPDATE_WITHOUT_MACHINES, policy.span()));
    }
  }

  private static void time(BeanstalkTier program, Diagnostics found) {
    BeanstalkTier.ProgramHealth health = program.health();
    int seconds = health.healthy().value() * health.every().value().seconds();
    if (seconds > program.update().timeout().value().seconds()) {
      found.add(
          Diagnostic.of(
              Code.DEPLOY_TOO_SHORT,
              health.every().span(),
              health.healthy().toString(),
              health.every().toString(),
              "" + seconds,
              program.update().timeout().toString()));
    }
  }
}
