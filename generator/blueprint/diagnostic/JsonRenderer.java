package blueprint.diagnostic;

import blueprint.source.Span;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Problems for machines: one JSON document with {@code version} 1, as {@code
 * diagnostics.schema.json} beside this class describes it.
 */
public final class JsonRenderer {

  private JsonRenderer() {}

  /** The document, ending with a line end. */
  public static String render(List<Diagnostic> diagnostics) {
    return render(diagnostics, List.of());
  }

  /** The same with what keeps a command from its work, after what is wrong with blueprints. */
  public static String render(List<Diagnostic> diagnostics, List<Failure> failures) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", 1);
    document.put(
        "diagnostics",
        Stream.concat(
                diagnostics.stream().map(JsonRenderer::node),
                failures.stream().map(JsonRenderer::node))
            .toList());
    try {
      return JsonMapper.builder().build().writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> node(Diagnostic diagnostic) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("severity", diagnostic.severity().label());
    node.put("code", diagnostic.code().id());
    node.put("message", diagnostic.message());
    diagnostic.hint().ifPresent(hint -> node.put("hint", hint));
    node.put("at", place(diagnostic.span()));
    node.put("notes", diagnostic.notes().stream().map(JsonRenderer::note).toList());
    return node;
  }

  private static Map<String, Object> node(Failure failure) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("severity", failure.severity().label());
    node.put("code", failure.kind().id());
    node.put("message", failure.message());
    node.put("hint", failure.hint());
    failure.file().ifPresent(file -> node.put("at", Map.of("file", file)));
    failure.trace().ifPresent(trace -> node.put("trace", trace));
    node.put("notes", List.of());
    return node;
  }

  private static Map<String, Object> note(Diagnostic.Note note) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("message", note.text());
    node.put("at", place(note.span()));
    return node;
  }

  /** The JSON Schema of the document. */
  public static String schema() {
    try (InputStream in = JsonRenderer.class.getResourceAsStream("diagnostics.schema.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> place(Span span) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("file", span.file().name());
    node.put("line", span.start().line());
    node.put("column", span.start().column());
    node.put("end_line", span.end().line());
    node.put("end_column", span.end().column());
    return node;
  }
}
