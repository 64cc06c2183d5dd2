package blueprint.diagnostic;

import blueprint.source.SyntaxProblem;
import java.util.Optional;

/** Words for what the reader of the text found. */
public final class SyntaxDiagnostics {

  private SyntaxDiagnostics() {}

  /** The problem as a diagnostic. */
  public static Diagnostic of(SyntaxProblem problem) {
    Diagnostic diagnostic =
        new Diagnostic(
            code(problem.kind()),
            code(problem.kind()).severity(),
            problem.span(),
            problem.arguments(),
            Optional.empty(),
            java.util.List.of());
    return problem
        .first()
        .map(first -> diagnostic.noting(first, "first defined here"))
        .orElse(diagnostic);
  }

  private static Code code(SyntaxProblem.Kind kind) {
    return switch (kind) {
      case TOO_LARGE -> Code.FILE_TOO_LARGE;
      case NOT_UTF8 -> Code.NOT_UTF8;
      case FORBIDDEN_CHARACTER -> Code.FORBIDDEN_CHARACTER;
      case TAB_INDENTATION -> Code.TAB_INDENTATION;
      case MALFORMED_YAML -> Code.MALFORMED_YAML;
      case DUPLICATE_KEY -> Code.DUPLICATE_KEY;
      case ALIAS -> Code.YAML_ALIAS;
      case TAG -> Code.YAML_TAG;
      case SECOND_DOCUMENT -> Code.SECOND_DOCUMENT;
      case COMPLEX_KEY -> Code.COMPLEX_KEY;
      case TOO_DEEP -> Code.TOO_DEEP;
      case EMPTY -> Code.EMPTY_BLUEPRINT;
    };
  }
}
