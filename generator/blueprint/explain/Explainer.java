package blueprint.explain;

import blueprint.output.Origin;
import java.util.List;

/** Writes answers, for people or for machines. */
public interface Explainer {

  /** What a place in the blueprint makes. */
  String effect(SourceMap.Effect effect);

  /** Where parts of the output come from. */
  String origins(List<Origin> origins);

  /** Every place that makes something, and what. */
  String overview();

  /** What a native tool's messages mean. */
  String errors(ErrorReader.Result result);

  /**
   * For people.
   *
   * @param folder where the output is, as the user writes it
   */
  static Explainer text(SourceMap map, String folder) {
    return new TextExplainer(map, folder);
  }

  /** For machines: one JSON document with {@code version} 1. */
  static Explainer json(SourceMap map, String folder) {
    return new JsonExplainer(map, folder);
  }
}
