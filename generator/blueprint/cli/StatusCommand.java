package blueprint.cli;

import blueprint.handover.Environment;
import blueprint.handover.PrivateFolder;
import blueprint.handover.StackStatus;
import blueprint.handover.Toolbox;
import blueprint.pipeline.Pipeline;
import blueprint.pipeline.Pipelines;
import blueprint.pipeline.Tool;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Says how it is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    header = "Say what runs, whether it is healthy, and whether it is as generated.",
    description = {
      "Asks the native tools whose account it is, which images are there, whether what runs is what",
      "is generated, and what the load balancers say. Changes nothing.",
      "Exit code 2 when what runs is not what is generated."
    })
final class StatusCommand implements Callable<Integer> {

  /** How the answer is written. */
  enum Format {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private Delivering delivering = new Delivering();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TEXT;

  @Override
  public Integer call() {
    Optional<Delivering.Parcel> parcel = delivering.parcel(main.report());
    if (parcel.isEmpty()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    Pipeline pipeline =
        delivering.held(Pipelines.status(delivering.located(parcel.get()), parcel.get().engine()));
    Environment environment = delivering.environment(parcel.get(), main.report());
    PrintWriter out = spec.commandLine().getOut();
    StackStatus status = delivering.survey(parcel.get(), pipeline, environment, main.report());
    Map<String, String> versions = versions(pipeline.tools(), environment);
    String applied = applied(parcel.get(), environment);
    if (format == Format.JSON) {
      out.print(
          status.json(parcel.get().output().delivery(), parcel.get().engine(), versions, applied));
    } else {
      text(out, parcel.get(), status, versions, applied);
    }
    return status.differs() ? ExitCode.DIFFERENCE : ExitCode.DONE;
  }

  private static Map<String, String> versions(Set<Tool> tools, Environment environment) {
    Map<String, String> versions = new LinkedHashMap<>();
    Toolbox toolbox = new Toolbox(environment.value("PATH"));
    for (Tool tool : tools) {
      toolbox
          .find(tool)
          .flatMap(Toolbox.Found::version)
          .ifPresent(version -> versions.put(tool.program(), version));
    }
    return versions;
  }

  private static String applied(Delivering.Parcel parcel, Environment environment) {
    try {
      return PrivateFolder.lastApplied(PrivateFolder.of(environment, parcel.name()));
    } catch (IOException e) {
      return "";
    }
  }

  private static void text(
      PrintWriter out,
      Delivering.Parcel parcel,
      StackStatus status,
      Map<String, String> versions,
      String applied) {
    row(out, "stack", parcel.output().delivery().stack() + ", " + parcel.engine());
    row(out, "region", parcel.output().delivery().region());
    row(out, "account", status.account().isEmpty() ? "cannot be told" : status.account());
    row(out, "tools", words(versions));
    status
        .images()
        .forEach((name, id) -> row(out, "image", name + " " + (id.isEmpty() ? "not built" : id)));
    row(out, "system", status.state().words());
    status.changes().forEach(change -> row(out, "", change));
    status
        .release()
        .ifPresent(
            release -> {
              row(out, "release", release.words());
              release.said().forEach(line -> row(out, "", line));
              release.imageWords().forEach((name, image) -> row(out, "", name + " " + image));
            });
    status
        .health()
        .forEach(
            (tier, states) ->
                row(
                    out,
                    "health",
                    tier + ": " + (states.isEmpty() ? "no answer" : counted(states))));
    status
        .programs()
        .forEach(
            program -> {
              row(out, "program", program.words());
              program.details().forEach(line -> row(out, "", line));
            });
    row(
        out,
        "applied",
        applied.isEmpty() ? "not from this computer" : applied + " from this computer");
    status.failures().forEach((step, why) -> row(out, "unknown", step + ": " + why));
  }

  private static void row(PrintWriter out, String name, String text) {
    out.printf(Locale.ROOT, "%-9s %s%n", name, text);
  }

  private static String words(Map<String, String> versions) {
    StringBuilder text = new StringBuilder();
    versions.forEach(
        (tool, version) ->
            text.append(text.length() == 0 ? "" : ", ").append(tool).append(' ').append(version));
    return text.toString();
  }

  private static String counted(List<String> states) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    states.stream().sorted().forEach(state -> numbers.merge(state, 1, Integer::sum));
    StringBuilder text = new StringBuilder();
    numbers.forEach(
        (state, number) ->
            text.append(text.length() == 0 ? "" : ", ").append(number).append(' ').append(state));
    return text.toString();
  }
}
