package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.SecretText;
import blueprint.language.Blueprint;
import blueprint.language.Image;
import blueprint.language.JsonTree;
import blueprint.language.Step;
import blueprint.language.Text;
import blueprint.source.Span;

/** No secret is written out. */
final class LiteralSecretRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.instances().stream())
        .forEach(
            instances -> {
              instances.settings().ifPresent(s -> check("settings", s.json(), found));
              instances
                  .env()
                  .forEach((name, text) -> check(name, text.value(), text.span(), found));
            });
    for (Image image : blueprint.images().values()) {
      for (Step step : image.recipe()) {
        if (step instanceof Step.File file) {
          value(file.file().value(), file.content().value(), file.content().span(), found);
        } else if (step instanceof Step.Run run) {
          command("run", run.run().value(), run.run().span(), found);
        }
      }
    }
    Machines.each(
        blueprint,
        (tier, name, service, instances, image) ->
            command(
                name.text(),
                String.join(" ", service.run().value().words()),
                service.run().span(),
                found));
    blueprint
        .tags()
        .forEach((key, tag) -> check(key, Text.literal(tag.value()), tag.span(), found));
  }

  private static void check(String name, JsonTree tree, Diagnostics found) {
    if (tree instanceof JsonTree.Mapping mapping) {
      mapping.members().forEach((key, member) -> check(key, member, found));
    } else if (tree instanceof JsonTree.Sequence list) {
      list.items().forEach(item -> check(name, item, found));
    } else if (tree instanceof JsonTree.TextValue text) {
      check(name, text.text(), text.span(), found);
    } else if (tree instanceof JsonTree.NumberValue number && SecretText.isNamedBy(name)) {
      found.add(Diagnostic.of(Code.LITERAL_SECRET, number.span(), name));
    }
  }

  private static void check(String name, Text text, Span span, Diagnostics found) {
    boolean literal =
        !text.parts().isEmpty() && text.parts().stream().allMatch(Text.Literal.class::isInstance);
    if (literal && SecretText.isNamedBy(name)) {
      found.add(Diagnostic.of(Code.LITERAL_SECRET, span, name));
      return;
    }
    text.parts().stream()
        .filter(Text.Literal.class::isInstance)
        .forEach(part -> value(name, ((Text.Literal) part).text(), span, found));
  }

  private static void command(String name, String text, Span span, Diagnostics found) {
    if (SecretText.isArgumentOf(text) || SecretText.isIn(text)) {
      found.add(Diagnostic.of(Code.LITERAL_SECRET, span, name));
    }
  }

  private static void value(String name, String text, Span span, Diagnostics found) {
    if (SecretText.isIn(text)) {
      found.add(Diagnostic.of(Code.LITERAL_SECRET, span, name));
    }
  }
}
