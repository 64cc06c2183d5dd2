package blueprint.diff;

import blueprint.text.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A report for machines. */
public final class JsonRenderer implements Renderer {

  JsonRenderer() {}

  @Override
  public String render(Report report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", 1);
    document.put("before", report.before());
    document.put("after", report.after());
    document.put("same", report.isSame());
    document.put(
        "environments", report.environments().stream().map(JsonRenderer::environment).toList());
    return JsonWriter.write(document);
  }

  /** The JSON Schema of the document. */
  public static String schema() {
    try (InputStream in = JsonRenderer.class.getResourceAsStream("diff.schema.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> environment(Report.Environment environment) {
    Map<String, Object> node = new LinkedHashMap<>();
    environment.name().ifPresent(name -> node.put("name", name));
    node.put("same", environment.isSame());
    node.put("downtime", environment.downtime().name().toLowerCase(Locale.ROOT));
    node.put("findings", environment.findings().stream().map(JsonRenderer::finding).toList());
    node.put("engines", environment.engines().stream().map(JsonRenderer::engine).toList());
    return node;
  }

  private static Map<String, Object> finding(Finding finding) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("kind", finding.kind().id());
    node.put("message", finding.words());
    node.put("more", finding.more());
    node.put("engines", finding.engines().stream().map(engine -> engine.word()).toList());
    node.put("addresses", List.copyOf(finding.addresses().stream().sorted().toList()));
    finding
        .downtime()
        .ifPresent(length -> node.put("downtime", length.name().toLowerCase(Locale.ROOT)));
    cause(finding.cause()).ifPresent(cause -> node.put("cause", cause));
    return node;
  }

  private static Map<String, Object> engine(Report.EngineChanges changes) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("engine", changes.engine().word());
    node.put("changes", changes.changes().stream().map(JsonRenderer::change).toList());
    return node;
  }

  private static Map<String, Object> change(Change change) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("action", change.action().id());
    node.put("address", change.address());
    node.put("type", change.type());
    change.twin().ifPresent(twin -> node.put("looks_like", twin));
    node.put("attributes", change.attributes().stream().map(JsonRenderer::attribute).toList());
    cause(change.cause()).ifPresent(cause -> node.put("cause", cause));
    return node;
  }

  private static Map<String, Object> attribute(AttributeChange attribute) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("path", attribute.path());
    if (attribute.because().isPresent()) {
      node.put("follows", attribute.because().get());
    } else {
      attribute
          .before()
          .ifPresent(t -> node.put("before", Words.value(attribute.path(), Optional.of(t))));
      attribute
          .after()
          .ifPresent(t -> node.put("after", Words.value(attribute.path(), Optional.of(t))));
    }
    node.put("effect", attribute.effect().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return node;
  }

  private static Optional<Map<String, Object>> cause(Cause cause) {
    if (cause.path().isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("path", cause.path());
    cause
        .span()
        .ifPresent(
            span -> {
              node.put("file", span.file().name());
              node.put("line", span.start().line());
              node.put("column", span.start().column());
            });
    return Optional.of(node);
  }
}
