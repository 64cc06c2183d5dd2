package blueprint.rule;

import blueprint.language.JsonTree;
import blueprint.language.Text;
import blueprint.language.Tier;
import blueprint.source.Span;
import java.util.function.BiConsumer;

/** Visits every text that may hold references. */
final class Texts {

  private Texts() {}

  static void each(Tier.Instances instances, BiConsumer<Text, Span> visitor) {
    instances.env().values().forEach(text -> visitor.accept(text.value(), text.span()));
    instances.settings().ifPresent(settings -> each(settings.json(), visitor));
  }

  static void each(JsonTree tree, BiConsumer<Text, Span> visitor) {
    if (tree instanceof JsonTree.Mapping mapping) {
      mapping.members().values().forEach(member -> each(member, visitor));
    } else if (tree instanceof JsonTree.Sequence list) {
      list.items().forEach(item -> each(item, visitor));
    } else if (tree instanceof JsonTree.TextValue text) {
      visitor.accept(text.text(), text.span());
    }
  }
}
