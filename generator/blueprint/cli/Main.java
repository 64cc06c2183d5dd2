package blueprint.cli;

import blueprint.diagnostic.TextRenderer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

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
    footer = {
      "%nExit codes:",
      "  0 done  1 a bug of Blueprint  2 the output differs or was edited  3 the blueprint is invalid",
      "  4 file system  5 a tool is missing  7 another run is writing  64 usage",
    },
    subcommands = {
      GenerateCommand.class,
      CheckCommand.class,
      ValidateCommand.class,
      SchemaCommand.class,
      DoctorCommand.class
    })
public final class Main {

  @Option(names = "--debug", description = "Show a trace when something fails inside Blueprint.")
  private boolean debug;

  private Main() {}

  /** Runs a command and ends the program with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, false, StandardCharsets.UTF_8);
    int code = run(out, err, args);
    System.exit(code);
  }

  /** Runs a command; what the tests call. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    Main main = new Main();
    CommandLine line =
        new CommandLine(main)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setParameterExceptionHandler(
        (e, arguments) -> {
          err.println("blueprint: " + TextRenderer.safe(String.valueOf(e.getMessage())));
          CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
          err.println("hint: blueprint " + commandName(e.getCommandLine()) + "--help");
          err.flush();
          return ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler((e, command, parsed) -> main.failed(e, err));
    int code = args.length == 0 ? help(line, err) : line.execute(args);
    out.flush();
    err.flush();
    return code;
  }

  private static String commandName(CommandLine line) {
    String name = line.getCommandName();
    return name.equals("blueprint") ? "" : name + " ";
  }

  private static int help(CommandLine line, PrintWriter err) {
    line.usage(err);
    return ExitCode.USAGE;
  }

  private int failed(Exception e, PrintWriter err) {
    if (e instanceof CommandFailure failure) {
      err.println("blueprint: " + TextRenderer.safe(String.valueOf(failure.getMessage())));
      err.flush();
      return failure.exitCode();
    }
    err.println("blueprint: this is a bug of Blueprint, not of your blueprint: " + e.getMessage());
    err.println("hint: run again with `blueprint --debug ...` and report what it prints");
    if (debug) {
      e.printStackTrace(err);
    }
    err.flush();
    return ExitCode.OUR_BUG;
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
