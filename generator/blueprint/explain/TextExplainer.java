package blueprint.explain;

import static blueprint.diagnostic.TextRenderer.safe;

import blueprint.diagnostic.TextRenderer;
import blueprint.output.Origin;
import blueprint.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers for people. */
final class TextExplainer implements Explainer {

  private static final int LINKS = 6;

  private final SourceMap map;
  private final String folder;
  private final StringBuilder out = new StringBuilder();

  TextExplainer(SourceMap map, String folder) {
    this.map = map;
    this.folder = folder;
  }

  @Override
  public String effect(SourceMap.Effect effect) {
    place(effect.place(), "");
    if (!effect.nearest().path().equals(effect.place().path())) {
      line("part of", effect.nearest().path());
    }
    blocks("makes", effect.asks());
    blocks("is read by", effect.reads());
    return out.toString();
  }

  @Override
  public String origins(List<Origin> origins) {
    for (Origin origin : origins) {
      block(origin, "");
      out.append("comes from\n");
      map.asking(origin).forEach(place -> place(place, "  "));
      List<Place> read = map.read(origin);
      if (!read.isEmpty()) {
        out.append("reads\n");
        read.forEach(place -> out.append("  ").append(named(place)).append('\n'));
      }
      out.append(origins.size() > 1 ? "\n" : "");
    }
    return out.toString();
  }

  @Override
  public String overview() {
    Set<String> paths = new LinkedHashSet<>();
    map.all().forEach(origin -> origin.paths().stream().limit(1).forEach(paths::add));
    List<Place> places = new ArrayList<>(paths.stream().map(map::place).toList());
    places.sort(
        (a, b) -> {
          int byPlace = a.span().start().compareTo(b.span().start());
          return byPlace != 0 ? byPlace : a.path().compareTo(b.path());
        });
    int width = paths.stream().mapToInt(String::length).max().orElse(0);
    for (Place place : places) {
      String left = place.path();
      for (Origin origin : map.all()) {
        if (origin.paths().stream().limit(1).anyMatch(place.path()::equals)) {
          out.append(safe(left)).append(" ".repeat(width - left.length() + 2));
          out.append(safe(title(origin))).append('\n');
          left = "";
        }
      }
    }
    return out.toString();
  }

  @Override
  public String errors(ErrorReader.Result result) {
    if (result.findings().isEmpty()) {
      return "nothing in it is an error that names a part of this output, or that is known\n";
    }
    for (Finding finding : result.findings()) {
      line("error", finding.message());
      finding.origins().stream().limit(LINKS).forEach(origin -> line("in", title(origin)));
      finding.places().stream().limit(LINKS).forEach(place -> place(place, "from: "));
      if (finding.places().isEmpty()) {
        line("from", "nothing in the blueprint: it names no part of this output");
      }
      cause(finding.cause());
      out.append('\n');
    }
    if (result.left() > 0) {
      out.append("and ").append(result.left()).append(" more\n");
    }
    return out.toString();
  }

  private void cause(Optional<Cause> cause) {
    if (cause.isEmpty()) {
      line("cause", "not one that is known here; the tool's own words are all there is");
      return;
    }
    line("cause", cause.get().cause());
    line("next", cause.get().next());
    line("see", cause.get().source());
  }

  private void line(String what, String words) {
    out.append(what).append(": ").append(safe(words)).append('\n');
  }

  private void place(Place place, String before) {
    out.append(before).append(named(place)).append('\n');
    if (place.written()) {
      out.append(TextRenderer.excerpt(place.span()));
    }
  }

  private static String named(Place place) {
    Span span = place.span();
    String where =
        place.written()
            ? span.toString()
            : "not written, so a default holds; it would stand below " + span;
    return safe(place.path() + "  " + where);
  }

  private void blocks(String heading, List<Origin> origins) {
    if (!origins.isEmpty()) {
      out.append(heading).append('\n');
      origins.forEach(origin -> block(origin, "  "));
    }
  }

  private void block(Origin origin, String indent) {
    out.append(indent).append(safe(title(origin))).append('\n');
    if (!origin.why().isEmpty()) {
      out.append(indent).append("  ").append(safe(origin.why())).append('\n');
    }
  }

  /** {@code aws_lb.front, out/shop/terraform/front.tf:31-58}. */
  private String title(Origin origin) {
    String lines = origin.isWhole() ? "" : ":" + origin.firstLine() + "-" + origin.lastLine();
    String file = folder + "/" + origin.file() + lines;
    return origin.addresses().isEmpty()
        ? file
        : String.join(", ", origin.addresses()) + "  " + file;
  }
}
