package blueprint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the program's own streams lead to.
 *
 * @param asks whether standard input is a terminal, where a person can be asked
 * @param shows whether standard error is a terminal that understands control sequences
 * @param colours whether colour belongs on standard error
 */
record Terminal(boolean asks, boolean shows, boolean colours) {

  /** Where nobody is: files, pipes, tests. */
  static final Terminal NONE = new Terminal(false, false, false);

  /** The terminal of this process. */
  static Terminal ofProcess() {
    return of(isTerminal(0), isTerminal(2), System.getenv());
  }

  /**
   * {@code NO_COLOR} and {@code CLICOLOR_FORCE} count when they are not empty, the first more than
   * the second (https://no-color.org, https://bixense.com/clicolors).
   */
  static Terminal of(boolean asks, boolean errors, Map<String, String> environment) {
    boolean shows = errors && !environment.getOrDefault("TERM", "").equals("dumb");
    boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    String force = environment.getOrDefault("CLICOLOR_FORCE", "");
    boolean forced = !force.isEmpty() && !force.equals("0");
    return new Terminal(asks, shows, !refused && (forced || shows));
  }

  /** Whether colour belongs on standard output, by the same rules. */
  static boolean coloursResult() {
    return of(false, isTerminal(1), System.getenv()).colours();
  }

  /** Java 17 knows only whether input and output both are one; Linux knows of each. */
  private static boolean isTerminal(int stream) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
      return target.matches("/dev/(pts/[0-9]+|tty[A-Z]*[0-9]*|console)");
    } catch (IOException e) {
      return false;
    }
  }
}
