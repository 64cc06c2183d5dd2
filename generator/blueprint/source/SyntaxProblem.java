package blueprint.source;

import java.util.List;
import java.util.Optional;

/**
 * Something that keeps a text from being a YAML tree of ours.
 *
 * @param arguments what the wording needs, in the order that {@link Kind} states
 * @param first where the other half of the problem stands, when there is one
 */
public record SyntaxProblem(Kind kind, Span span, List<String> arguments, Optional<Span> first) {

  public SyntaxProblem {
    arguments = List.copyOf(arguments);
  }

  static SyntaxProblem of(Kind kind, Span span, String... arguments) {
    return new SyntaxProblem(kind, span, List.of(arguments), Optional.empty());
  }

  /** What can be wrong with the text, before anything is known of its meaning. */
  public enum Kind {
    /** Larger than the limit; argument: the limit. */
    TOO_LARGE,
    /** Not UTF-8; argument: the offset of the first wrong byte. */
    NOT_UTF8,
    /** A control, bidirectional or invisible character; argument: its code point. */
    FORBIDDEN_CHARACTER,
    /** A tab where YAML wants spaces. */
    TAB_INDENTATION,
    /** Not YAML; argument: the parser's reason. */
    MALFORMED_YAML,
    /** A key that stands twice in one mapping; argument: the key. */
    DUPLICATE_KEY,
    /** An anchor, alias or merge key; argument: how it is written. */
    ALIAS,
    /** A tag; argument: the tag. */
    TAG,
    /** A second document. */
    SECOND_DOCUMENT,
    /** A list or mapping as a key. */
    COMPLEX_KEY,
    /** Nested more deeply than the limit; argument: the limit. */
    TOO_DEEP,
    /** Nothing in it. */
    EMPTY
  }
}
