package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.facts.Facts;
import blueprint.facts.OptionFacts;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An option exists, takes its value, and is not one that a key of the language sets. */
final class OptionRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Programs.each(
        blueprint,
        (tier, program) -> {
          Set<String> seen = new HashSet<>();
          for (BeanstalkTier.Option option : program.options()) {
            String full = option.namespace().value() + " " + option.optionName().value();
            if (!seen.add(full)) {
              found.add(Diagnostic.of(Code.OPTION_TWICE, option.optionName().span(), full));
            }
            check(program, option, found);
          }
        });
  }

  private static void check(BeanstalkTier program, BeanstalkTier.Option option, Diagnostics found) {
    String namespace = option.namespace().value();
    String name = option.optionName().value();
    Optional<Facts.Retirement> retired = OptionFacts.retired(namespace, name);
    Optional<String> instead = OwnedOptions.instead(namespace, name);
    if (retired.isPresent()) {
      found.add(
          Diagnostic.of(
              Code.OPTION_RETIRED,
              option.namespace().span(),
              namespace + " " + name,
              retired.get().reason(),
              retired.get().successor()));
    } else if (!OptionFacts.isNamespace(namespace)) {
      found.add(
          Diagnostic.of(
                  Code.INVALID_VALUE,
                  option.namespace().span(),
                  namespace,
                  "a namespace of Elastic Beanstalk")
              .suggesting(Suggestions.hint(namespace, OptionFacts.namespaces())));
    } else if (instead.isPresent()) {
      found.add(
          Diagnostic.of(Code.OPTION_ELSEWHERE, option.optionName().span(), name, instead.get()));
    } else if (!OptionFacts.isOption(namespace, name)) {
      found.add(
          Diagnostic.of(Code.UNKNOWN_OPTION, option.optionName().span(), namespace, name)
              .suggesting(Suggestions.hint(name, OptionFacts.options(namespace))));
    } else {
      language(program, option, found);
      value(option, found);
    }
  }

  private static void language(
      BeanstalkTier program, BeanstalkTier.Option option, Diagnostics found) {
    String namespace = option.namespace().value();
    List<String> languages = OptionFacts.languages(namespace);
    Programs.platform(program)
        .filter(platform -> !languages.isEmpty() && !languages.contains(platform.language()))
        .ifPresent(
            platform ->
                found.add(
                    Diagnostic.of(
                        Code.OPTION_OF_LANGUAGE,
                        option.namespace().span(),
                        namespace,
                        languages.get(0),
                        program.platform().value(),
                        platform.title())));
  }

  private static void value(BeanstalkTier.Option option, Diagnostics found) {
    String namespace = option.namespace().value();
    String name = option.optionName().value();
    String value = option.value().value();
    OptionFacts.refusal(namespace, name, value)
        .ifPresent(
            what ->
                found.add(
                    Diagnostic.of(Code.OPTION_VALUE, option.value().span(), value, what, name)
                        .suggesting(
                            Suggestions.nearest(value, OptionFacts.words(namespace, name))
                                .map(word -> "did you mean `" + word + "`?"))));
  }
}
