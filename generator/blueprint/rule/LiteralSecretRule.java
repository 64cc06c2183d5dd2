package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Image;
import blueprint.language.JsonTree;
import blueprint.language.Step;
import blueprint.language.Text;
import blueprint.source.Span;
import java.util.regex.Pattern;

/** No secret is written out. */
final class LiteralSecretRule implements Rule {

  private static final Pattern TELLING_NAME =
      Pattern.compile(
          "(?i)(^|[_-])(password|passwd|pwd|secret|secret_key|api_key|apikey|token|private_key|access_key)$");
  private static final Pattern TELLING_VALUE =
      Pattern.compile(
          "AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|gh[pousr]_[A-Za-z0-9]{36}"
              + "|xox[abprs]-[A-Za-z0-9-]{10,}|eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\."
              + "|[a-z][a-z0-9+.-]*://[^\\s/:@$]+:[^\\s/@$]+@");

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
          value("run", run.run().value(), run.run().span(), found);
        }
      }
    }
    Machines.each(
        blueprint,
        (tier, name, service, instances, image) ->
            value(
                name.text(),
                String.join(" ", service.run().value().words()),
                service.run().span(),
                found));
    blueprint.tags().forEach((key, tag) -> value(key, tag.value(), tag.span(), found));
  }

  private static void check(String name, JsonTree tree, Diagnostics found) {
    if (tree instanceof JsonTree.Mapping mapping) {
      mapping.members().forEach((key, member) -> check(key, member, found));
    } else if (tree instanceof JsonTree.Sequence list) {
      list.items().forEach(item -> check(name, item, found));
    } else if (tree instanceof JsonTree.TextValue text) {
      check(name, text.text(), text.span(), found);
    }
  }

  private static void check(String name, Text text, Span span, Diagnostics found) {
    boolean literal =
        !text.parts().isEmpty() && text.parts().stream().allMatch(Text.Literal.class::isInstance);
    if (literal && TELLING_NAME.matcher(name).find()) {
      found.add(Diagnostic.of(Code.LITERAL_SECRET, span, name));
      return;
    }
    text.parts().stream()
        .filter(Text.Literal.class::isInstance)
        .forEach(part -> value(name, ((Text.Literal) part).text(), span, found));
  }

  private static void value(String name, String text, Span span, Diagnostics found) {
    if (TELLING_VALUE.matcher(text).find()) {
      found.add(Diagnostic.of(Code.LITERAL_SECRET, span, name));
    }
  }
}
