package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import java.util.HashMap;
import java.util.Map;

/** What nginx hands out is meant to be, and is not what tells whether the program is well. */
final class StaticFilesRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Programs.each(blueprint, (tier, program) -> check(program, found));
  }

  private static void check(BeanstalkTier program, Diagnostics found) {
    Map<String, String> paths = new HashMap<>();
    program
        .static_()
        .forEach(
            (path, folder) -> {
              String other = paths.putIfAbsent(path.replaceFirst("/$", ""), path);
              if (other != null) {
                found.add(Diagnostic.of(Code.STATIC_TWICE, folder.span(), other, path));
              }
              if (folder.value().matches("\\./?")) {
                found.add(Diagnostic.of(Code.STATIC_IS_SOURCE, folder.span(), folder.value()));
              }
              health(program.health().path(), path, found);
            });
    collected(program, found);
  }

  private static void health(Located<String> health, String path, Diagnostics found) {
    String start = path.endsWith("/") ? path : path + "/";
    if ((health.value() + "/").startsWith(start)) {
      found.add(Diagnostic.of(Code.HEALTH_IS_STATIC, health.span(), health.value(), path));
    }
  }

  private static void collected(BeanstalkTier program, Diagnostics found) {
    if (program.static_().isEmpty()) {
      program.onDeploy().stream()
          .map(BeanstalkTier.Command::run)
          .filter(run -> run.value().contains("collectstatic"))
          .forEach(run -> found.add(Diagnostic.of(Code.NOTHING_HANDED_OUT, run.span())));
    }
  }
}
