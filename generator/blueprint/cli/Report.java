package blueprint.cli;

import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Failure;
import blueprint.diagnostic.JsonRenderer;
import blueprint.diagnostic.TextRenderer;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a command has to say beside its result. It is written once, when the command has ended,
 * however it ended: to people as text, to machines as one JSON document.
 */
final class Report {

  /** How problems are written. */
  enum Format {
    TEXT,
    JSON;

    private static final String OPTION = "--diagnostics";

    /** What the arguments ask for, read without a parser: it holds for what the parser refuses. */
    static Format of(String... arguments) {
      for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
        boolean separate = arguments[i].equals(OPTION) && i + 1 < arguments.length;
        String word = separate ? OPTION + "=" + arguments[i + 1] : arguments[i];
        if (word.toLowerCase(Locale.ROOT).equals(OPTION + "=json")) {
          return JSON;
        }
      }
      return TEXT;
    }
  }

  private final Format format;
  private final Terminal terminal;
  private final PrintWriter err;
  private final List<Diagnostic> found = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<String> repeated = Optional.empty();

  Report(Format format, Terminal terminal, PrintWriter err) {
    this.format = format;
    this.terminal = terminal;
    this.err = err;
  }

  /** Adds what is wrong with blueprints. */
  void add(List<Diagnostic> diagnostics) {
    found.addAll(diagnostics);
  }

  /** Adds what keeps the command from its work. */
  void add(Failure failure) {
    failures.add(failure);
  }

  /** Adds something that a person should know who reads the result. */
  void note(String words) {
    notes.add(words);
  }

  /** Says what an earlier run said, which is all that there is to say. */
  void repeat(String text) {
    repeated = Optional.of(text);
  }

  /** Whether there is a person who can be asked. */
  boolean asks() {
    return format == Format.TEXT && terminal.asks() && terminal.shows();
  }

  /** Works, and says to a person who waits what takes so long. */
  <T> T during(String words, Supplier<T> work) {
    boolean visible = format == Format.TEXT && terminal.shows();
    return visible ? Status.during(words, err, work) : work.get();
  }

  /** Writes everything. */
  void write() {
    err.print(text());
    err.flush();
  }

  /** Everything, as it is written. */
  String text() {
    return repeated.orElseGet(this::collected);
  }

  private String collected() {
    if (format == Format.JSON) {
      return JsonRenderer.render(found, failures);
    }
    StringBuilder text = new StringBuilder(new TextRenderer(terminal.colours()).render(found));
    notes.forEach(note -> text.append("note: ").append(TextRenderer.safe(note)).append('\n'));
    return text + TextRenderer.failures(failures);
  }
}
