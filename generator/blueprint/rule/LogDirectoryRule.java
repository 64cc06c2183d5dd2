package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import java.util.List;

/** A program's logs have a directory that may be given to it, and that outlives a deploy. */
final class LogDirectoryRule implements Rule {

  private static final List<String> SYSTEM =
      List.of("/", "/bin", "/boot", "/dev", "/etc", "/lib", "/proc", "/root", "/run", "/sbin");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Programs.each(blueprint, (tier, program) -> program.logs().forEach(path -> check(path, found)));
  }

  private static void check(Located<String> directory, Diagnostics found) {
    String path = directory.value();
    if (isIn(path, "/var/app")) {
      refuse(directory, "each deploy takes its place", found);
    } else if (SYSTEM.stream().anyMatch(system -> isIn(path, system))
        || path.matches("/(home|opt|srv|tmp|usr|var)(/(log|lib|run))?")) {
      refuse(directory, "the system has its own things there", found);
    }
  }

  private static boolean isIn(String path, String directory) {
    return path.equals(directory) || (!directory.equals("/") && path.startsWith(directory + "/"));
  }

  private static void refuse(Located<String> directory, String why, Diagnostics found) {
    found.add(Diagnostic.of(Code.LOGS_ELSEWHERE, directory.span(), directory.value(), why));
  }
}
