package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import java.util.regex.Pattern;

/** What runs on a deploy runs as often, and in the order, that it looks like. */
final class DeployCommandRule implements Rule {

  private static final Pattern MIGRATION =
      Pattern.compile(
          "manage\\.py +migrate|alembic +upgrade|flask +db +upgrade|db:migrate|artisan +migrate"
              + "|prisma +migrate +deploy|knex +migrate|flyway +migrate|liquibase +update");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Programs.each(blueprint, (tier, program) -> check(program, found));
  }

  private static void check(BeanstalkTier program, Diagnostics found) {
    boolean each = false;
    for (BeanstalkTier.Command command : program.onDeploy()) {
      Located<String> run = command.run();
      if (command.once().value()) {
        if (each) {
          found.add(Diagnostic.of(Code.ONCE_RUNS_FIRST, run.span(), shown(run)));
        }
        continue;
      }
      each = true;
      if (MIGRATION.matcher(run.value()).find()) {
        found.add(Diagnostic.of(Code.MIGRATES_EVERYWHERE, run.span(), shown(run)));
      }
    }
  }

  private static String shown(Located<String> run) {
    String line = run.value().strip().replaceFirst("(?s)\n.*", "");
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }
}
