package blueprint.ci;

import blueprint.text.Language;
import blueprint.text.Templates;
import blueprint.text.YamlWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parts of a pipeline's tree. */
final class Tree {

  private Tree() {}

  /** A mapping of keys and values that follow each other. */
  static Map<Object, Object> of(Object... keysAndValues) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  /** Scripts, one after the other; none has a hole. */
  static YamlWriter.Lines script(String... names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(Templates.render("ci/" + name + ".sh", Language.SHELL, Map.of()));
    }
    return new YamlWriter.Lines(text.toString());
  }
}
