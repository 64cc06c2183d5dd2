package blueprint.plan;

import java.util.List;

/** Walks data for the texts in it. */
final class JsonValues {

  private JsonValues() {}

  static void collect(Json json, List<Value> into) {
    if (json instanceof Json.Mapping mapping) {
      mapping.members().values().forEach(member -> collect(member, into));
    } else if (json instanceof Json.Sequence list) {
      list.items().forEach(item -> collect(item, into));
    } else if (json instanceof Json.Text text) {
      into.add(text.value());
    }
  }
}
