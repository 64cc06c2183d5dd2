package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.SecretText;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.EveryText;
import blueprint.language.Image;
import blueprint.language.JsonTree;
import blueprint.language.Step;
import blueprint.language.Text;
import blueprint.source.Span;
import java.util.HashSet;
import java.util.Set;

/**
 * No secret is written out: neither below a key that says so, nor as a command's argument, nor, of
 * a form that tells, anywhere at all.
 */
final class LiteralSecretRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Found secrets = new Found(found, new HashSet<>());
    telling(blueprint, secrets);
    commands(blueprint, secrets);
    EveryText.of(blueprint).stream()
        .filter(text -> SecretText.isIn(text.text()))
        .forEach(text -> secrets.add(text.key(), text.span()));
  }

  /** Problems, one at a place. */
  private record Found(Diagnostics diagnostics, Set<Span> places) {
    void add(String name, Span span) {
      if (places.add(span)) {
        String shown = SecretText.isIn(name) ? "this key" : name;
        diagnostics.add(Diagnostic.of(Code.LITERAL_SECRET, span, shown));
      }
    }
  }

  private static void telling(Blueprint blueprint, Found secrets) {
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.instances().stream())
        .forEach(
            instances -> {
              instances.settings().ifPresent(s -> telling("settings", s.json(), secrets));
              instances
                  .env()
                  .forEach((name, text) -> telling(name, text.value(), text.span(), secrets));
            });
    Programs.each(
        blueprint,
        (tier, program) ->
            program.env().forEach((key, text) -> telling(key, text.value(), text.span(), secrets)));
    Containers.each(
        blueprint,
        (tier, swarm, name, service) ->
            service
                .env()
                .forEach((key, text) -> variable(key, text.value(), text.span(), secrets)));
    blueprint.overrides().terraform().forEach((name, tree) -> telling(name, tree, secrets));
    blueprint.overrides().cloudformation().forEach((id, tree) -> telling(id, tree, secrets));
    blueprint
        .tags()
        .forEach((key, tag) -> telling(key, Text.literal(tag.value()), tag.span(), secrets));
  }

  private static void telling(String name, JsonTree tree, Found secrets) {
    if (tree instanceof JsonTree.Mapping mapping) {
      mapping.members().forEach((key, member) -> telling(key, member, secrets));
    } else if (tree instanceof JsonTree.Sequence list) {
      list.items().forEach(item -> telling(name, item, secrets));
    } else if (tree instanceof JsonTree.TextValue text) {
      telling(name, text.text(), text.span(), secrets);
    } else if (tree instanceof JsonTree.NumberValue number && SecretText.isNamedBy(name)) {
      secrets.add(name, number.span());
    }
  }

  /** Containers are told where their secrets are: {@code PASSWORD_FILE=/run/secrets/...}. */
  private static void variable(String name, Text text, Span span, Found secrets) {
    boolean path =
        text.parts().size() == 1
            && text.parts().get(0) instanceof Text.Literal literal
            && literal.text().matches("/[A-Za-z0-9._/-]*");
    if (!path) {
      telling(name, text, span, secrets);
    }
  }

  private static void telling(String name, Text text, Span span, Found secrets) {
    boolean literal =
        !text.parts().isEmpty() && text.parts().stream().allMatch(Text.Literal.class::isInstance);
    if (literal && SecretText.isNamedBy(name)) {
      secrets.add(name, span);
    }
  }

  private static void commands(Blueprint blueprint, Found secrets) {
    for (Image image : blueprint.images().values()) {
      for (Step step : image.recipe()) {
        if (step instanceof Step.Run run && SecretText.isArgumentOf(run.run().value())) {
          secrets.add("run", run.run().span());
        }
      }
    }
    Programs.each(
        blueprint,
        (tier, program) -> {
          program
              .run()
              .filter(run -> SecretText.isArgumentOf(String.join(" ", run.value().words())))
              .ifPresent(run -> secrets.add("run", run.span()));
          program.onDeploy().stream()
              .map(BeanstalkTier.Command::run)
              .filter(run -> SecretText.isArgumentOf(run.value()))
              .forEach(run -> secrets.add("run", run.span()));
        });
    Containers.each(
        blueprint,
        (tier, swarm, name, service) ->
            service
                .run()
                .filter(run -> SecretText.isArgumentOf(String.join(" ", run.value().words())))
                .ifPresent(run -> secrets.add(name.text(), run.span())));
    Machines.each(
        blueprint,
        (tier, name, service, instances, image) -> {
          if (SecretText.isArgumentOf(String.join(" ", service.run().value().words()))) {
            secrets.add(name.text(), service.run().span());
          }
        });
  }
}
