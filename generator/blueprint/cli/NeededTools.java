package blueprint.cli;

import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.handover.Environment;
import blueprint.handover.Toolbox;
import blueprint.pipeline.Tool;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the tools of a pipeline are. */
final class NeededTools {

  private NeededTools() {}

  /** The tools that it needs; all that are missing are named at once. */
  static Map<Tool, Path> find(Set<Tool> wanted, Environment environment, Report report) {
    Toolbox toolbox = new Toolbox(environment.value("PATH"));
    Map<Tool, Path> found = new EnumMap<>(Tool.class);
    Failure last = null;
    for (Tool tool : wanted) {
      Optional<Toolbox.Found> there = toolbox.find(tool);
      if (there.isPresent() && !there.get().tooOld()) {
        found.put(tool, there.get().path());
        continue;
      }
      if (last != null) {
        report.add(last);
      }
      last =
          there.isEmpty()
              ? Failure.of(Kind.TOOL_MISSING, tool.program(), tool.purpose(), tool.install())
              : Failure.of(
                  Kind.TOOL_TOO_OLD,
                  tool.program(),
                  there.get().version().orElse("unknown"),
                  tool.least(),
                  tool.install());
    }
    if (last != null) {
      throw new CommandFailure(ExitCode.TOOL_MISSING, last);
    }
    return found;
  }
}
