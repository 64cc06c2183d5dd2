package blueprint.rule;

import blueprint.facts.Limit;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Text;
import blueprint.plan.Names;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much the environment variables of a program take at most, as Elastic Beanstalk counts them:
 * each as {@code name=value}. What only the account knows is taken for longer than it can be.
 */
final class VariableSizes {

  private static final int ADDRESS = 128;
  private static final int ARN = 128;

  private VariableSizes() {}

  static int most(Blueprint blueprint, BeanstalkTier program) {
    int bytes = entry("MAINTENANCE", "off".length());
    for (Map.Entry<String, Located<Text>> variable : program.env().entrySet()) {
      Text text = variable.getValue().value();
      if (isSecret(text) && !isOneSecret(text)) {
        continue; // the machines make it, of what the next loop counts
      }
      int value = text.parts().stream().mapToInt(part -> most(blueprint, part)).sum();
      bytes += entry(variable.getKey(), value);
    }
    for (String name : needed(program)) {
      bytes += entry(name, ARN + Limit.NAME.max());
    }
    return bytes;
  }

  /** The variables by which the machines find what they make others of. */
  static Set<String> needed(BeanstalkTier program) {
    Set<String> names = new HashSet<>();
    program.env().values().stream()
        .map(Located::value)
        .filter(text -> isSecret(text) && !isOneSecret(text))
        .flatMap(text -> text.references().stream())
        .forEach(
            reference -> {
              if (reference.owner().equals("secret")) {
                names.add(Names.secretVariable(reference.attribute()));
              } else {
                names.add(Names.passwordVariable(reference.owner()));
                names.add(Names.addressVariable(reference.owner()));
              }
            });
    return names;
  }

  private static boolean isSecret(Text text) {
    return text.references().stream()
        .anyMatch(
            reference ->
                reference.owner().equals("secret")
                    || reference.attribute().matches("password|url"));
  }

  private static boolean isOneSecret(Text text) {
    return text.parts().size() == 1
        && text.references().stream().allMatch(reference -> reference.owner().equals("secret"));
  }

  private static int most(Blueprint blueprint, Text.Part part) {
    if (part instanceof Text.Literal literal) {
      return literal.text().getBytes(StandardCharsets.UTF_8).length;
    }
    Text.Reference reference = (Text.Reference) part;
    return reference.owner().equals("secret")
        ? ARN + source(blueprint, reference.attribute())
        : ADDRESS + blueprint.domain().map(d -> d.name().value().length()).orElse(0);
  }

  private static int source(Blueprint blueprint, String secret) {
    return Optional.ofNullable(blueprint.secrets().get(new Name(secret)))
        .flatMap(written -> written.from().map(from -> from.value().length()))
        .orElse(Limit.NAME.max() * 2);
  }

  private static int entry(String name, int value) {
    return name.length() + "=".length() + value;
  }
}
