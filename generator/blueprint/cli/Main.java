package blueprint.cli;

import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.diagnostic.SecretText;
import blueprint.diagnostic.TextRenderer;
import blueprint.output.Fingerprint;
import blueprint.output.Leftovers;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program. */
@Command(
    name = "blueprint",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Compiles one YAML blueprint of a service into the files of the native tools:",
      "Terraform, Packer and cloud-init, ready to be reviewed and committed.%n",
      "Start with:",
      "  blueprint generate blueprints/sentry.yaml     writes out/sentry/",
      "  blueprint check blueprints/sentry.yaml        in CI: is out/ current?",
    },
    subcommands = {
      GenerateCommand.class,
      CheckCommand.class,
      DiffCommand.class,
      ValidateCommand.class,
      RenderCommand.class,
      InitCommand.class,
      ExplainCommand.class,
      GraphCommand.class,
      SchemaCommand.class,
      CompletionCommand.class,
      PlanCommand.class,
      ApplyCommand.class,
      ReleaseCommand.class,
      RollbackCommand.class,
      StatusCommand.class,
      DestroyCommand.class,
      DoctorCommand.class
    })
public final class Main {

  @Option(names = "--debug", description = "Show a trace when something fails inside Blueprint.")
  private boolean debug;

  @Option(
      names = "--diagnostics",
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "How problems are written to standard error: text, or json for machines.")
  @SuppressWarnings("UnusedVariable") // Format.of reads it; here it is explained and checked
  private Report.Format format = Report.Format.TEXT;

  private final Report report;
  private final Repetition repetition;

  private Main(Report report, Repetition repetition) {
    this.report = report;
    this.repetition = repetition;
  }

  /** Where commands say what they have to say beside their result. */
  Report report() {
    return report;
  }

  /** Says what a command read, wrote and left there, if the next one like it need not. */
  void did(Map<String, String> inputs, Map<String, Fingerprint> folders, Leftovers leftovers) {
    repetition.did(inputs, folders, leftovers);
  }

  /** Runs a command and ends the program with its exit code. */
  public static void main(String[] args) {
    OutputStream stdout = new ClosablePipe(new FileOutputStream(FileDescriptor.out));
    PrintWriter out = new PrintWriter(stdout, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, false, StandardCharsets.UTF_8);
    System.exit(runWithinMemory(out, err, args));
  }

  /** Memory may end anywhere, also where a report is written. */
  private static int runWithinMemory(PrintWriter out, PrintWriter err, String... args) {
    try {
      return run(Terminal.ofProcess(), out, err, args);
    } catch (VirtualMachineError e) {
      err.print(TextRenderer.failures(List.of(noMemory(e))));
      err.flush();
      return ExitCode.OUR_BUG;
    }
  }

  private static Failure noMemory(VirtualMachineError e) {
    return Failure.of(Kind.NO_MEMORY, e.getClass().getSimpleName());
  }

  /** Runs a command; what the tests call. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(Terminal.NONE, out, err, args);
  }

  private static int run(Terminal terminal, PrintWriter out, PrintWriter err, String... args) {
    Report report = new Report(Report.Format.of(args), terminal, err);
    Repetition repetition = new Repetition(terminal, args);
    int code = new Main(report, repetition).execute(out, err, args);
    if (out.checkError()) {
      report.add(Failure.of(Kind.RESULT_LOST));
      code = code == ExitCode.DONE ? ExitCode.FILE_SYSTEM : code;
    }
    if (isEnding()) {
      return code; // by a signal, of which whoever sent it knows: what follows from it is no news
    }
    report.write();
    if (code == ExitCode.DONE) {
      repetition.keep(report.text());
    }
    return code;
  }

  private int execute(PrintWriter out, PrintWriter err, String... args) {
    try {
      Optional<String> said = repetition.again(out);
      if (said.isPresent()) {
        report.repeat(said.get());
        return ExitCode.DONE;
      }
      CommandLine line = commandLine(out, err);
      if (args.length == 0) {
        line.usage(err);
        return ExitCode.USAGE;
      }
      return line.execute(args);
    } catch (Error | RuntimeException e) {
      debug |= Arrays.asList(args).contains("--debug"); // before the parser has read it
      return failed(e);
    }
  }

  private CommandLine commandLine(PrintWriter out, PrintWriter err) {
    CommandLine line =
        new CommandLine(this)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setParameterExceptionHandler((e, arguments) -> misused(e))
            .setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    line.getCommandSpec().usageMessage().footer(exitCodes());
    return line;
  }

  private static String[] exitCodes() {
    List<String> lines = new ArrayList<>(List.of("%nExit codes:"));
    ExitCode.meanings()
        .forEach(
            (code, meaning) -> lines.add(String.format(Locale.ROOT, "%5d  %s", code, meaning)));
    return lines.toArray(String[]::new);
  }

  private int misused(ParameterException e) {
    String command = e.getCommandLine().getCommandName();
    String help = "blueprint " + (command.equals("blueprint") ? "" : command + " ") + "--help";
    List<String> meant =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    String hint =
        meant.isEmpty() ? help : "did you mean `" + String.join("` or `", meant) + "`? " + help;
    report.add(Failure.of(Kind.USAGE, String.valueOf(e.getMessage()), hint));
    return ExitCode.USAGE;
  }

  private int failed(Throwable e) {
    if (e instanceof CommandFailure failure) {
      report.add(failure.failure());
      return failure.exitCode();
    }
    if (e instanceof VirtualMachineError error) {
      report.add(noMemory(error));
      return ExitCode.OUR_BUG;
    }
    String message = SecretText.masked(String.valueOf(e.getMessage()));
    report.add(Failure.of(Kind.INTERNAL_FAULT, message).tracing(trace(e)));
    return ExitCode.OUR_BUG;
  }

  private static boolean isEnding() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private @Nullable String trace(Throwable e) {
    if (!debug) {
      return null;
    }
    StringWriter lines = new StringWriter();
    e.printStackTrace(new PrintWriter(lines));
    return SecretText.masked(lines.toString());
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"blueprint " + (version == null ? "development" : version)};
    }
  }
}
