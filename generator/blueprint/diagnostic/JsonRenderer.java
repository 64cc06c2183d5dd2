package blueprint.diagnostic;

import blueprint.source.Span;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Problems for machines: one JSON document with {@code version} 1. */
public final class JsonRenderer {

  private JsonRenderer() {}

  /** The document, ending with a line end. */
  public static String render(List<Diagnostic> diagnostics) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", 1);
    document.put("diagnostics", diagnostics.stream().map(JsonRenderer::node).toList());
    try {
      return JsonMapper.builder().build().writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> node(Diagnostic diagnostic) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("severity", diagnostic.code().severity().label());
    node.put("code", diagnostic.code().id());
    node.put("message", diagnostic.message());
    diagnostic.hint().ifPresent(hint -> node.put("hint", hint));
    node.put("at", place(diagnostic.span()));
    node.put("notes", diagnostic.notes().stream().map(JsonRenderer::note).toList());
    return node;
  }

  private static Map<String, Object> note(Diagnostic.Note note) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("message", note.text());
    node.put("at", place(note.span()));
    return node;
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
