package blueprint.explain;

import blueprint.output.Origin;
import blueprint.text.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers for machines. */
final class JsonExplainer implements Explainer {

  private final SourceMap map;
  private final String folder;

  JsonExplainer(SourceMap map, String folder) {
    this.map = map;
    this.folder = folder;
  }

  @Override
  public String effect(SourceMap.Effect effect) {
    Map<String, Object> document = document();
    document.put("place", place(effect.place()));
    document.put("nearest", place(effect.nearest()));
    document.put("makes", effect.asks().stream().map(this::origin).toList());
    document.put("is_read_by", effect.reads().stream().map(this::origin).toList());
    return JsonWriter.write(document);
  }

  @Override
  public String origins(List<Origin> origins) {
    Map<String, Object> document = document();
    document.put("generated", origins.stream().map(this::origin).toList());
    return JsonWriter.write(document);
  }

  @Override
  public String overview() {
    return origins(map.all());
  }

  @Override
  public String errors(ErrorReader.Result result) {
    Map<String, Object> document = document();
    document.put("errors", result.findings().stream().map(this::finding).toList());
    document.put("left", result.left());
    return JsonWriter.write(document);
  }

  private static Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", 1);
    return document;
  }

  private Map<String, Object> finding(Finding finding) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("message", finding.message());
    node.put("generated", finding.origins().stream().map(this::origin).toList());
    node.put("places", finding.places().stream().map(JsonExplainer::place).toList());
    finding.cause().ifPresent(cause -> node.put("cause", cause(cause)));
    return node;
  }

  private static Map<String, Object> cause(Cause cause) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("id", cause.id());
    node.put("cause", cause.cause());
    node.put("next", cause.next());
    node.put("source", cause.source());
    return node;
  }

  private Map<String, Object> origin(Origin origin) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("file", folder + "/" + origin.file());
    if (!origin.isWhole()) {
      node.put("line", origin.firstLine());
      node.put("end_line", origin.lastLine());
    }
    node.put("addresses", origin.addresses());
    if (!origin.why().isEmpty()) {
      node.put("why", origin.why());
    }
    node.put("from", places(map.asking(origin)));
    node.put("reads", places(map.read(origin)));
    return node;
  }

  private static List<Map<String, Object>> places(List<Place> places) {
    return places.stream().map(JsonExplainer::place).toList();
  }

  private static Map<String, Object> place(Place place) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("path", place.path());
    node.put("written", place.written());
    node.put("file", place.span().file().name());
    node.put("line", place.span().start().line());
    node.put("column", place.span().start().column());
    node.put("end_line", place.span().end().line());
    node.put("end_column", place.span().end().column());
    return node;
  }
}
