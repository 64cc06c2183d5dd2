package blueprint.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/** Bytes of a blueprint to text, or the reason why they are none. */
public final class SourceReader {

  /** The largest blueprint, in bytes; the parser's time grows with the square of a scalar. */
  public static final int MAX_BYTES = 1 << 20;

  private SourceReader() {}

  /**
   * Decodes and checks the characters.
   *
   * @param file the text; empty when {@code problem} is present
   * @param problem the reason why the text cannot be used
   */
  public record Decoded(SourceFile file, Optional<SyntaxProblem> problem) {}

  /** Decodes at most {@link #MAX_BYTES} bytes of strict UTF-8. */
  public static Decoded decode(String name, byte[] bytes) {
    SourceFile none = new SourceFile(name, "");
    if (bytes.length > MAX_BYTES) {
      return refused(none, SyntaxProblem.Kind.TOO_LARGE, "1 MiB");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      return refused(none, SyntaxProblem.Kind.NOT_UTF8, Integer.toString(in.position()));
    }
    String text = out.flip().toString();
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    SourceFile file = new SourceFile(name, text.replace("\r\n", "\n"));
    OptionalInt forbidden = Characters.firstForbidden(file.text());
    if (forbidden.isEmpty()) {
      return new Decoded(file, Optional.empty());
    }
    int offset = forbidden.getAsInt();
    SyntaxProblem problem =
        SyntaxProblem.of(
            SyntaxProblem.Kind.FORBIDDEN_CHARACTER,
            Span.at(file, position(file.text(), offset)),
            Characters.name(file.text().codePointAt(offset)));
    return new Decoded(file, Optional.of(problem));
  }

  private static Decoded refused(SourceFile file, SyntaxProblem.Kind kind, String argument) {
    return new Decoded(
        file, Optional.of(SyntaxProblem.of(kind, Span.at(file, Position.START), argument)));
  }

  private static Position position(String text, int offset) {
    int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    long line = text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
    return new Position((int) line, text.codePointCount(lineStart, offset) + 1);
  }
}
