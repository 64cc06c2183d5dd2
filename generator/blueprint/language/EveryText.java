package blueprint.language;

import blueprint.source.Span;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every text that stands in a blueprint, in whichever key: found in the records, so that no key can
 * be forgotten.
 *
 * @param key the key that it stands at, or that it is
 * @param text the text itself; of text with references, a stretch between them
 */
public record EveryText(String key, String text, Span span) {

  /** All texts, keys that the user chose among them, in the order of the records. */
  public static List<EveryText> of(Blueprint blueprint) {
    List<EveryText> found = new ArrayList<>();
    collect("blueprint", blueprint, blueprint.span(), found);
    return found;
  }

  private static void collect(String key, Object value, Span span, List<EveryText> found) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(inner -> collect(key, inner, span, found));
    } else if (value instanceof Located<?> located) {
      collect(key, located.value(), located.span(), found);
    } else if (value instanceof List<?> list) {
      list.forEach(item -> collect(key, item, span, found));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> member(String.valueOf(name), member, span, found));
    } else if (value instanceof String || value instanceof Name || value instanceof ImageName) {
      found.add(new EveryText(key, value.toString(), span));
    } else if (value instanceof Text text) {
      text.parts().stream()
          .filter(Text.Literal.class::isInstance)
          .forEach(part -> collect(key, ((Text.Literal) part).text(), span, found));
    } else if (value instanceof CommandLine command) {
      collect(key, String.join(" ", command.words()), span, found);
    } else if (value instanceof JsonTree tree) {
      json(key, tree, found);
    } else if (value instanceof Record record && !(value instanceof Span)) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        collect(Shapes.key(component.getName()), component(record, component), span, found);
      }
    }
  }

  private static void member(String name, Object value, Span span, List<EveryText> found) {
    Span place = value instanceof Located<?> located ? located.span() : span;
    found.add(new EveryText(name, name, place));
    collect(name, value, place, found);
  }

  private static void json(String key, JsonTree tree, List<EveryText> found) {
    if (tree instanceof JsonTree.Mapping mapping) {
      mapping
          .members()
          .forEach(
              (name, member) -> {
                found.add(new EveryText(name, name, member.span()));
                json(name, member, found);
              });
    } else if (tree instanceof JsonTree.Sequence list) {
      list.items().forEach(item -> json(key, item, found));
    } else if (tree instanceof JsonTree.TextValue text) {
      collect(key, text.text(), text.span(), found);
    }
  }

  private static Object component(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
