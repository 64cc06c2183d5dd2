package blueprint.diagnostic;

import blueprint.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One problem at one place.
 *
 * @param severity that of the code, or more where somebody asked for it
 * @param arguments fill the holes of the code's message and hint; secrets are taken out
 * @param suggestion replaces the code's hint, for instance {@code did you mean `replicas`?}
 * @param notes further places that belong to the problem
 */
public record Diagnostic(
    Code code,
    Severity severity,
    Span span,
    List<String> arguments,
    Optional<String> suggestion,
    List<Note> notes) {

  /** By place, then by code: the order in which people read. */
  public static final Comparator<Diagnostic> READING_ORDER =
      Comparator.comparing((Diagnostic d) -> d.span().file().name())
          .thenComparing(d -> d.span().start())
          .thenComparing(Diagnostic::code)
          .thenComparing(d -> String.join("\u0000", d.arguments()));

  public Diagnostic {
    arguments = code.isConfidential() ? List.copyOf(arguments) : SecretText.hide(arguments, span);
    notes = List.copyOf(notes);
  }

  /** A further place. */
  public record Note(Span span, String text) {}

  /** A problem whose code has as many holes as there are arguments. */
  public static Diagnostic of(Code code, Span span, String... arguments) {
    return new Diagnostic(
        code, code.severity(), span, List.of(arguments), Optional.empty(), List.of());
  }

  /** The same with a hint of its own. */
  public Diagnostic suggesting(Optional<String> hint) {
    return hint.isEmpty() ? this : new Diagnostic(code, severity, span, arguments, hint, notes);
  }

  /** The same with a further place. */
  public Diagnostic noting(Span place, String text) {
    List<Note> more = new ArrayList<>(notes);
    more.add(new Note(place, text));
    return new Diagnostic(code, severity, span, arguments, suggestion, more);
  }

  /** The same as an error. */
  Diagnostic asError() {
    return new Diagnostic(code, Severity.ERROR, span, arguments, suggestion, notes);
  }

  /** What is wrong: lower case, no full stop. */
  public String message() {
    return code.message(arguments);
  }

  /** What to do; some problems say it in their message already. */
  public Optional<String> hint() {
    return suggestion.or(() -> code.hint(arguments));
  }
}
