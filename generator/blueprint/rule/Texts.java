package blueprint.rule;

import blueprint.language.JsonTree;
import blueprint.language.Name;
import blueprint.language.SwarmTier;
import blueprint.language.Text;
import blueprint.language.Tier;
import blueprint.source.Span;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Visits every text that may hold references. */
final class Texts {

  private Texts() {}

  static void each(Tier.Instances instances, BiConsumer<Text, Span> visitor) {
    instances.env().values().forEach(text -> visitor.accept(text.value(), text.span()));
    instances.settings().ifPresent(settings -> each(settings.json(), visitor));
  }

  /** Visits a text of a swarm, and the service that it is for. */
  interface SwarmVisitor {
    void visit(Optional<Name> service, Text text, Span span);
  }

  static void each(SwarmTier swarm, SwarmVisitor visitor) {
    swarm
        .registries()
        .values()
        .forEach(
            login ->
                visitor.visit(Optional.empty(), login.password().value(), login.password().span()));
    swarm
        .services()
        .forEach(
            (name, service) -> {
              Optional<Name> user = Optional.of(name);
              service
                  .env()
                  .values()
                  .forEach(text -> visitor.visit(user, text.value(), text.span()));
              Stream.of(service.secrets(), service.configs())
                  .flatMap(files -> files.values().stream())
                  .map(SwarmTier.Delivery::content)
                  .forEach(text -> visitor.visit(user, text.value(), text.span()));
            });
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
