package blueprint.cli;

import blueprint.handover.Toolbox;
import blueprint.pipeline.Tool;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which tools are there. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    header = "Say which tools are there and which are missing.",
    description = {
      "Says which native tools are installed, which are too old, and where to get the others.",
      "Only node is needed to compile; the others apply what was compiled.",
      "Exit code 5 when node is missing or too old."
    })
final class DoctorCommand implements Callable<Integer> {

  private static final String ROW = "%-8s %-24s %-12s %s%n";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Toolbox toolbox = new Toolbox(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    out.printf(
        Locale.ROOT, ROW, "ok", "java", System.getProperty("java.version"), "runs Blueprint");
    boolean node = true;
    for (Tool tool : Tool.values()) {
      Optional<Toolbox.Found> found = toolbox.find(tool);
      boolean fine = found.isPresent() && !found.get().tooOld();
      node &= fine || tool != Tool.NODE;
      out.printf(
          Locale.ROOT,
          ROW,
          found.isEmpty() ? "missing" : fine ? "ok" : "too old",
          tool.program(),
          found.flatMap(Toolbox.Found::version).orElse("-"),
          fine ? tool.purpose() : tool.purpose() + "; " + advice(tool, found.isPresent()));
    }
    return node ? ExitCode.DONE : ExitCode.TOOL_MISSING;
  }

  private static String advice(Tool tool, boolean found) {
    String what = found ? "needs version " + tool.least() + " or newer: " : "get it from ";
    return what + tool.install();
  }
}
