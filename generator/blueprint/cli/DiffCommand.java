package blueprint.cli;

import blueprint.compile.BlueprintFile;
import blueprint.compile.Compiler;
import blueprint.compile.Stock;
import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.diagnostic.Severity;
import blueprint.diff.Differ;
import blueprint.diff.Renderer;
import blueprint.diff.Report;
import blueprint.diff.Side;
import blueprint.history.Git;
import blueprint.history.HistoryException;
import blueprint.source.SourceReader;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Says what a change does. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    header = "Say what a change of a blueprint does to the account.",
    description = {
      "Compares two texts of a blueprint, without an account: which resources are added, changed,",
      "replaced and destroyed, and first of all what that means: data at risk, who reaches what,"
          + " what",
      "does not answer for a while, which machines roll.%n",
      "  blueprint diff old.yaml new.yaml",
      "  blueprint diff --from main shop.yaml               main and the file as it is",
      "  blueprint diff --from v1.2 --to v1.3 shop.yaml     two revisions in Git",
      "  blueprint diff --from main --format=markdown shop.yaml    for a pull request%n",
      "Exit code 0 when nothing in the account changes, 2 when something does. With --strict, 8"
          + " when",
      "data is at risk or exposure is widened."
    })
final class DiffCommand implements Callable<Integer> {

  /** How the answer is written. */
  enum Format {
    TEXT,
    MARKDOWN,
    JSON
  }

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..2",
      description = "The old blueprint and the new one; with --from, the one that Git has too.")
  private List<String> files = List.of();

  @Option(
      names = "--from",
      paramLabel = "REVISION",
      description = "What the old text is: a branch, a tag or a commit.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "REVISION",
      description = "What the new text is; the file as it is, unless given.")
  private @Nullable String to;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "The environment; all that either text has unless given.")
  private @Nullable String environment;

  @Option(
      names = "--strict",
      description = "Refuse a change that puts data at risk or widens exposure: exit code 8.")
  private boolean strict;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, markdown or json (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TEXT;

  @Override
  public Integer call() {
    if (from == null && (to != null || files.size() != 2)) {
      throw usage("there is nothing to compare with", "name two files, or a revision with --from");
    } else if (from != null && files.size() != 1) {
      throw usage("with --from, there is one file", "leave one of them out, or --from");
    }
    SourceReader.Decoded old = from == null ? file(files.get(0)) : revision(from, files.get(0));
    String last = files.get(files.size() - 1);
    SourceReader.Decoded now = to == null ? file(last) : revision(to, last);
    Optional<List<Side>> is = sides(now);
    Optional<List<Side>> was = sides(old);
    if (was.isEmpty()) {
      main.report().add(Failure.of(Kind.OLD_INVALID, old.file().name()));
    }
    if (was.isEmpty() || is.isEmpty()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    requireEnvironment(was.get(), is.get());
    Report report =
        new Report(
            old.file().name(),
            now.file().name(),
            Differ.compare(chosen(was.get()), chosen(is.get())));
    spec.commandLine().getOut().print(renderer().render(report));
    if (strict && report.isGrave()) {
      throw new CommandFailure(ExitCode.REFUSED, Failure.of(Kind.GRAVE_CHANGE));
    }
    return report.isSame() ? ExitCode.DONE : ExitCode.DIFFERENCE;
  }

  private Renderer renderer() {
    return switch (format) {
      case TEXT -> Renderer.text(Terminal.coloursResult());
      case MARKDOWN -> Renderer.markdown();
      case JSON -> Renderer.json();
    };
  }

  /** One of the two has to have the environment; the other one need not. */
  private void requireEnvironment(List<Side> was, List<Side> is) {
    if (chosen(was).isEmpty() && chosen(is).isEmpty()) {
      throw usage(
          "neither of the two has the environment `" + environment + "`",
          "name one that the blueprint has, or leave out --env");
    }
  }

  private List<Side> chosen(List<Side> sides) {
    return sides.stream()
        .filter(side -> environment == null || side.name().filter(environment::equals).isPresent())
        .toList();
  }

  private Optional<List<Side>> sides(SourceReader.Decoded text) {
    Stock stock = Compiler.takeStock(text);
    if (stock.found().hasErrors()) {
      main.report()
          .add(
              stock.found().sorted().stream().filter(d -> d.severity() == Severity.ERROR).toList());
      return Optional.empty();
    }
    return Optional.of(stock.sides());
  }

  private static SourceReader.Decoded file(String name) {
    try {
      return BlueprintFile.read(Path.of(name));
    } catch (IOException | InvalidPathException e) {
      throw new CommandFailure(
          ExitCode.FILE_SYSTEM,
          Failure.of(Kind.FILE_UNREADABLE, String.valueOf(e.getMessage())).at(name));
    }
  }

  private static SourceReader.Decoded revision(String revision, String name) {
    try {
      byte[] bytes =
          new Git(System.getenv()).read(Path.of(name), revision, SourceReader.MAX_BYTES + 1);
      return SourceReader.decode(revision + ":" + name, bytes);
    } catch (InvalidPathException e) {
      throw new CommandFailure(
          ExitCode.FILE_SYSTEM,
          Failure.of(Kind.FILE_UNREADABLE, String.valueOf(e.getMessage())).at(name));
    } catch (HistoryException e) {
      throw failed(e, revision, name);
    }
  }

  private static CommandFailure failed(HistoryException e, String revision, String name) {
    return switch (e.reason()) {
      case NO_GIT -> new CommandFailure(ExitCode.TOOL_MISSING, Failure.of(Kind.GIT_MISSING));
      case NO_REPOSITORY ->
          new CommandFailure(ExitCode.FILE_SYSTEM, Failure.of(Kind.NO_REPOSITORY, name).at(name));
      case NO_REVISION ->
          new CommandFailure(ExitCode.USAGE, Failure.of(Kind.NO_REVISION, revision));
      case NO_FILE ->
          new CommandFailure(
              ExitCode.FILE_SYSTEM, Failure.of(Kind.NOT_IN_REVISION, name, revision).at(name));
      case NOT_A_FILE ->
          new CommandFailure(
              ExitCode.FILE_SYSTEM, Failure.of(Kind.NO_FILE_THEN, name, revision).at(name));
      case FAILED ->
          new CommandFailure(ExitCode.TOOL_FAILED, Failure.of(Kind.GIT_FAILED, e.said()).at(name));
    };
  }

  private static CommandFailure usage(String message, String hint) {
    return new CommandFailure(ExitCode.USAGE, Failure.of(Kind.USAGE, message, hint));
  }
}
