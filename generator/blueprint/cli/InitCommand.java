package blueprint.cli;

import blueprint.compile.Compiler;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Severity;
import blueprint.diagnostic.Suggestions;
import blueprint.output.NewFile;
import blueprint.source.SourceReader;
import blueprint.starter.Kind;
import blueprint.starter.Starter;
import blueprint.starter.Starter.Answers;
import blueprint.starter.Starter.Domain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes a first blueprint. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    header = "Write a first blueprint.",
    description = {
      "Asks for what is not given and writes a commented blueprint that compiles. Nothing is asked",
      "with --yes, with --diagnostics=json, or when standard input or error is no terminal; then",
      "defaults stand for what is not given. A file that is there is never written over.",
      "With --from it asks nothing: the blueprint is what the files of a project on Elastic Beanstalk",
      "say, and each of their lines that it could not take over is reported."
    })
final class InitCommand implements Callable<Integer> {

  private static final List<String> KINDS = Arrays.stream(Kind.values()).map(Kind::label).toList();

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "What the service is called; the file is NAME.yaml.")
  private @Nullable String name;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description = "What it is; --list lists them.")
  private @Nullable String kind;

  @Option(names = "--region", paramLabel = "REGION", description = "The AWS region it runs in.")
  private @Nullable String region;

  @Option(names = "--domain", paramLabel = "NAME", description = "The domain visitors type.")
  private @Nullable String domain;

  @Option(
      names = "--zone",
      paramLabel = "ID",
      description = "The domain's hosted zone in Route 53.")
  private @Nullable String zone;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Where to write it.")
  private @Nullable Path file;

  @Option(
      names = {"-y", "--yes"},
      description = "Ask nothing.")
  private boolean yes;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "A project on Elastic Beanstalk to take over.")
  private @Nullable Path from;

  @Option(
      names = "--show",
      description = "With --from: write the blueprint to standard output, and no file.")
  private boolean show;

  @Option(names = "--list", description = "List what a first blueprint can describe.")
  private boolean list;

  /** The words for {@code --kind}, for shells. */
  static final class Kinds extends ArrayList<String> {
    Kinds() {
      super(KINDS);
    }
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      out.print(kinds());
      return ExitCode.DONE;
    }
    if (from != null) {
      return adopt(from, out);
    }
    if (show) {
      throw usage("`--show` goes with `--from`", "leave it out, or name a project");
    }
    Answers answers = main.report().asks() && !yes ? ask() : given();
    Path path = path(answers.name());
    write(path, Starter.text(answers, path.toString()));
    out.println(path + ": written; next: blueprint generate " + path);
    return ExitCode.DONE;
  }

  /** A blueprint for a project that is there already. */
  private Integer adopt(Path folder, PrintWriter out) {
    if (kind != null || region != null || domain != null || zone != null) {
      throw usage(
          "`--from` takes all but the name from the project", "write them in the blueprint");
    }
    Adopting adopted = Adopting.of(folder, Optional.ofNullable(name), main.report());
    if (show) {
      out.print(adopted.text());
    } else {
      Path path = path(adopted.name());
      write(path, adopted.text());
      out.println(path + ": written; next: read it, then blueprint generate " + path);
    }
    return ExitCode.DONE;
  }

  /** Everything from the command line. */
  private Answers given() {
    Answers answers = Answers.DEFAULT;
    answers = name == null ? answers : checked(answers.withName(name));
    answers = region == null ? answers : checked(answers.withRegion(region));
    answers = kind == null ? answers : checked(answers.withKind(kindOf(kind)));
    if (domain == null && zone == null) {
      return answers;
    }
    if (domain == null || zone == null) {
      throw usage("a domain takes both `--domain` and `--zone`", "write both, or none");
    }
    if (answers.kind() == Kind.MINIMAL) {
      throw usage("`minimal` is reached by nobody, so it has no domain", "name another `--kind`");
    }
    return checked(answers.withDomain(new Domain(domain, zone)));
  }

  /** The same, asking a person for what is missing there. */
  private Answers ask() throws IOException {
    Dialogue dialogue =
        new Dialogue(
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
            spec.commandLine().getErr());
    Answers answers = given();
    if (name == null) {
      answers = answers.withName(ask(dialogue, "name", answers.name(), answers::withName));
    }
    refuseToOverwrite(path(answers.name()));
    if (region == null) {
      answers = answers.withRegion(ask(dialogue, "region", answers.region(), answers::withRegion));
    }
    if (kind == null) {
      dialogue.say("kinds:");
      dialogue.say(kinds().stripTrailing());
      Answers before = answers;
      String word =
          ask(dialogue, "kind", answers.kind().label(), text -> before.withKind(kindOf(text)));
      answers = answers.withKind(kindOf(word));
    }
    return domain == null && answers.kind() != Kind.MINIMAL
        ? askDomain(dialogue, answers)
        : answers;
  }

  private static Answers askDomain(Dialogue dialogue, Answers answers) throws IOException {
    String none = "none";
    String domain =
        ask(
            dialogue,
            "domain, whose hosted zone is in the account",
            none,
            text -> text.equals(none) ? answers : answers.withDomain(new Domain(text, "Z0000")));
    if (domain.equals(none)) {
      return answers;
    }
    String zone =
        ask(
            dialogue,
            "id of the hosted zone",
            "",
            id -> answers.withDomain(new Domain(domain, id)));
    return answers.withDomain(new Domain(domain, zone));
  }

  private static String ask(
      Dialogue dialogue, String question, String unless, Function<String, Answers> with)
      throws IOException {
    return dialogue
        .ask(question, unless, answer -> objection(with, answer))
        .orElseThrow(() -> usage("there was no answer", "give what is asked for as options"));
  }

  private static Optional<String> objection(Function<String, Answers> with, String answer) {
    try {
      checked(with.apply(answer));
      return Optional.empty();
    } catch (CommandFailure e) {
      return Optional.of(e.failure().message() + "\nhint: " + e.failure().hint());
    }
  }

  /** An answer is wrong when the blueprint that it gives is. */
  private static Answers checked(Answers answers) {
    byte[] text = Starter.text(answers, "x.yaml").getBytes(StandardCharsets.UTF_8);
    Optional<Diagnostic> problem =
        Compiler.problems(SourceReader.decode("x.yaml", text)).stream()
            .filter(found -> found.code().severity() == Severity.ERROR)
            .findFirst();
    if (problem.isPresent()) {
      throw usage(problem.get().message(), problem.get().hint().orElse("take another"));
    }
    return answers;
  }

  private static Kind kindOf(String word) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.label().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                usage(
                    "`" + word + "` is not a kind of service",
                    Suggestions.hint(word, KINDS).orElse("blueprint init --list")));
  }

  private static String kinds() {
    StringBuilder lines = new StringBuilder();
    for (Kind each : Kind.values()) {
      lines.append(String.format(Locale.ROOT, "  %-14s %s%n", each.label(), each.description()));
    }
    return lines.toString();
  }

  private Path path(String called) {
    return file == null ? Path.of(called + ".yaml") : file;
  }

  private static void refuseToOverwrite(Path path) {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw exists(path);
    }
  }

  private static void write(Path path, String text) {
    try {
      NewFile.write(path, text);
    } catch (FileAlreadyExistsException e) {
      throw exists(path);
    } catch (IOException | InvalidPathException e) {
      throw new CommandFailure(
          ExitCode.FILE_SYSTEM,
          Failure.of(Failure.Kind.FILE_UNWRITABLE, path.toString(), String.valueOf(e.getMessage()))
              .at(path));
    }
  }

  private static CommandFailure exists(Path path) {
    return new CommandFailure(
        ExitCode.FILE_SYSTEM, Failure.of(Failure.Kind.FILE_EXISTS, path.toString()).at(path));
  }

  private static CommandFailure usage(String message, String hint) {
    return new CommandFailure(ExitCode.USAGE, Failure.of(Failure.Kind.USAGE, message, hint));
  }
}
