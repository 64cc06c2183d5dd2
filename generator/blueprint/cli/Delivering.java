package blueprint.cli;

import blueprint.compile.Compilation.Output;
import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.handover.Consent;
import blueprint.handover.Environment;
import blueprint.handover.Handover;
import blueprint.handover.Leave;
import blueprint.handover.Limits;
import blueprint.handover.PrivateFolder;
import blueprint.handover.Screen;
import blueprint.handover.Signals;
import blueprint.handover.StackStatus;
import blueprint.pipeline.Delivery;
import blueprint.pipeline.Pipeline;
import blueprint.pipeline.Tool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands that run native tools have in common. */
final class Delivering {

  @Mixin private Input input = new Input();
  @Mixin private Destination destination = new Destination();

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "terraform or cloudformation, where the blueprint is compiled for both.")
  private @Nullable String engine;

  @Option(
      names = "--allow-env",
      paramLabel = "NAME",
      description =
          "An environment variable that the tools may see although it changes what they do.")
  private Set<String> allowed = new HashSet<>();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long one tool may take at most: 90s, 20m, 2h.")
  private @Nullable String timeout;

  @Option(
      names = "--locked",
      description =
          "Let Terraform take exactly the providers of its committed lock file, and fail without"
              + " it.")
  private boolean locked;

  /**
   * What is handed over, and where it is.
   *
   * @param folder the generated folder
   * @param engine its name, or {@code release} where no engine is needed
   */
  record Parcel(Output output, Path folder, String engine) {

    /** The name of its private folder. */
    String name() {
      return output.folder().replace('/', '-') + "-" + output.delivery().region() + "-" + engine;
    }
  }

  /**
   * Compiles, and holds what is on disk against it.
   *
   * @return empty when the blueprint has an error, which is reported
   */
  Optional<Parcel> parcel(Report report) {
    return parcel(report, delivery -> EngineChoice.of(engine, delivery));
  }

  /** The same where it does not matter which engine has made the machines. */
  Optional<Parcel> parcelOfAny(Report report) {
    return parcel(report, delivery -> "release");
  }

  private Optional<Parcel> parcel(Report report, Function<Delivery, String> chosen) {
    Optional<List<Output>> outputs = Compiling.deliver(input, report);
    if (outputs.isEmpty()) {
      return Optional.empty();
    }
    if (outputs.get().size() > 1) {
      throw Choices.severalEnvironments(outputs.get().size());
    }
    Output output = outputs.get().get(0);
    Path folder = destination.of(output.folder());
    if (!CheckCommand.compare(output, folder).isClean()) {
      throw new CommandFailure(
          ExitCode.DIFFERENCE, Failure.of(Kind.OUTPUT_DIFFERS, folder.toString()).at(folder));
    }
    return Optional.of(new Parcel(output, folder, chosen.apply(output.delivery())));
  }

  /** The pipeline with what was said about providers. */
  Pipeline held(Pipeline pipeline) {
    return locked ? pipeline.locked() : pipeline;
  }

  /** Refuses an environment in which the tools would do something else than what is written. */
  Environment environment(Parcel parcel, Report report) {
    Environment environment = new Environment(System.getenv(), allowed);
    List<Failure> refusals = Surroundings.refusals(environment, parcel.output().delivery());
    if (refusals.isEmpty()) {
      return environment;
    }
    refusals.subList(0, refusals.size() - 1).forEach(report::add);
    throw new CommandFailure(ExitCode.REFUSED, refusals.get(refusals.size() - 1));
  }

  /**
   * What a run is allowed and asked.
   *
   * @param again the command line to run again after a failure
   * @param resumes whether it can go on from a stage
   */
  record Terms(Consent consent, Leave leave, String again, boolean resumes) {}

  /** Runs a pipeline on a parcel, and says how it went. */
  int run(Parcel parcel, Pipeline pipeline, Terms terms, Report report, PrintWriter out) {
    Environment environment = environment(parcel, report);
    Map<Tool, Path> tools = NeededTools.find(pipeline.tools(), environment, report);
    try (Signals signals = Signals.taken();
        PrivateFolder store = open(parcel, environment)) {
      Handover.Setup setup =
          setup(parcel, environment, tools, store, signals, new Progress(out), terms);
      Handover.Done done = Handover.run(pipeline, setup);
      out.println("written down in " + done.transcript());
      return ExitCode.DONE;
    } catch (Handover.Failed e) {
      return Outcome.of(e, parcel, terms, report, out);
    } catch (IOException e) {
      throw privateFolder(e);
    }
  }

  /** Asks how it is. */
  StackStatus survey(Parcel parcel, Pipeline pipeline, Environment environment, Report report) {
    Map<Tool, Path> tools = NeededTools.find(pipeline.tools(), environment, report);
    Terms terms = new Terms(Consent.given(), Leave.only(Set.of()), words("status"), false);
    try (Signals signals = Signals.taken();
        PrivateFolder store = open(parcel, environment)) {
      return Handover.survey(
          pipeline,
          setup(parcel, environment, tools, store, signals, Screen.NONE, terms),
          (survey, work) ->
              StackStatus.of(
                  parcel.output().delivery(), parcel.folder(), parcel.engine(), survey, work));
    } catch (Handover.Failed e) {
      throw new CommandFailure(
          128 + e.why().code(),
          Failure.of(Kind.HANDOVER_INTERRUPTED, e.why().words(), "run it again"));
    } catch (IOException e) {
      throw privateFolder(e);
    }
  }

  private Handover.Setup setup(
      Parcel parcel,
      Environment environment,
      Map<Tool, Path> tools,
      PrivateFolder store,
      Signals signals,
      Screen screen,
      Terms terms) {
    return new Handover.Setup(
        parcel.folder(),
        tools,
        environment,
        store,
        limits(),
        signals,
        screen,
        terms.consent(),
        terms.leave(),
        parcel.output().lock().stateful());
  }

  private static PrivateFolder open(Parcel parcel, Environment environment) {
    try {
      return PrivateFolder.open(PrivateFolder.of(environment, parcel.name()));
    } catch (PrivateFolder.Busy e) {
      throw new CommandFailure(
          ExitCode.LOCKED,
          Failure.of(
              Kind.APPLY_RUNNING,
              parcel.output().delivery().stack(),
              String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw privateFolder(e);
    }
  }

  private static CommandFailure privateFolder(IOException e) {
    return new CommandFailure(
        ExitCode.FILE_SYSTEM, Failure.of(Kind.PRIVATE_FOLDER, String.valueOf(e.getMessage())));
  }

  private Limits limits() {
    return timeout == null ? Limits.usual() : Limits.usual().within(duration(timeout));
  }

  private static Duration duration(String text) {
    if (!text.matches("[1-9][0-9]{0,5}[smh]")) {
      throw new CommandFailure(
          ExitCode.USAGE,
          Failure.of(Kind.USAGE, "`" + text + "` is no time", "write 90s, 20m or 2h"));
    }
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  /** What is handed over, with the programs' repositories as they are found from anywhere. */
  Delivery located(Parcel parcel) {
    Path file = Path.of(input.files().get(0)).toAbsolutePath();
    return parcel.output().delivery().located(f -> file.resolveSibling(f).normalize().toString());
  }

  /** The command line with what decides what it is about. */
  String words(String command) {
    StringBuilder words = new StringBuilder("blueprint " + command + " " + input.files().get(0));
    input.environment().ifPresent(name -> words.append(" --env ").append(name));
    if (engine != null) {
      words.append(" --engine ").append(engine);
    }
    if (locked) {
      words.append(" --locked");
    }
    return words.toString();
  }
}
