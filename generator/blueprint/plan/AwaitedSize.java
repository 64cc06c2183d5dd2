package blueprint.plan;

import blueprint.language.Blueprint;
import blueprint.language.JsonTree;
import blueprint.language.Text;
import blueprint.language.Tier;

/**
 * What user data has more where whoever applies waits for the machines' word: whom to tell it, and
 * what to look at first; and what {@link UserDataSize} counts too little in tiers of many services
 * and variables.
 */
final class AwaitedSize {

  /** The words around the checks, with a stack's name of 128 characters. */
  private static final int REPORT = 300;

  /** The words around a check's path and status. */
  private static final int CHECK = 50;

  /** What of the frame is left for services and the path of the settings. */
  private static final int SPARE = 1_000;

  /** The words around a singleton's names, with the longest names of stack and image. */
  private static final int SINGLETON = 110;

  /** The words around a variable that are not counted with its name. */
  private static final int VARIABLE = 20;

  /** The quotes of a part, and the comma. */
  private static final int PART = 3;

  /** The longest name of a parameter that holds settings, in quotes. */
  private static final int PARAMETER = 90;

  private AwaitedSize() {}

  static int of(Blueprint blueprint, Tier.Instances instances) {
    if (!Planner.awaitsMachines(blueprint)) {
      return 0;
    }
    int environment =
        instances.env().values().stream().mapToInt(text -> variable(text.value())).sum();
    return REPORT
        + checks(blueprint, instances)
        + Math.max(0, services(instances) - SPARE)
        + environment
        + instances.settings().map(settings -> places(settings.json(), 0)).orElse(0);
  }

  /** The names of the parameters that hold the settings. */
  static int names(Blueprint blueprint, Tier.Instances instances) {
    return Planner.awaitsMachines(blueprint) ? PARAMETER * UserDataSize.parameters(instances) : 0;
  }

  /** As if each load balancer asked each service. */
  private static int checks(Blueprint blueprint, Tier.Instances instances) {
    long asked = instances.services().values().stream().filter(s -> s.port().isPresent()).count();
    return blueprint.tiers().values().stream()
        .flatMap(tier -> tier.loadBalancer().stream())
        .map(Tier.LoadBalancer::health)
        .mapToInt(
            h ->
                (int) asked
                    * (CHECK + UserDataSize.bytes(h.path().value()) + h.status().value().length()))
        .sum();
  }

  private static int services(Tier.Instances instances) {
    int file = instances.settings().map(s -> UserDataSize.bytes(s.file().value())).orElse(0);
    return file
        + instances.services().entrySet().stream()
            .mapToInt(
                service -> {
                  int name = service.getKey().text().length();
                  boolean singleton = service.getValue().singleton().value();
                  return name + PART + (singleton ? 2 * name + SINGLETON : 0);
                })
            .sum();
  }

  private static int variable(Text text) {
    return VARIABLE + PART * text.parts().size() + braces(text);
  }

  /** Where secrets go in the settings, and what is escaped in them. */
  private static int places(JsonTree tree, int way) {
    if (tree instanceof JsonTree.Mapping mapping) {
      return mapping.members().entrySet().stream()
          .mapToInt(
              member ->
                  braces(member.getKey())
                      + places(member.getValue(), way + UserDataSize.bytes(member.getKey()) + PART))
          .sum();
    }
    if (tree instanceof JsonTree.Sequence list) {
      return list.items().stream().mapToInt(item -> places(item, way + 2 * PART)).sum();
    }
    if (tree instanceof JsonTree.TextValue text) {
      boolean secret = UserDataSize.isSecret(text.text());
      return braces(text.text()) + (secret ? way + PART * text.text().parts().size() : 0);
    }
    return 0;
  }

  /** Two braces would begin a reference; one of them is escaped. */
  private static int braces(Text text) {
    int more = 0;
    for (Text.Part part : text.parts()) {
      if (part instanceof Text.Literal literal) {
        more += braces(literal.text());
      }
    }
    return more;
  }

  private static int braces(String text) {
    return 5 * (text.split("\\{\\{", -1).length - 1);
  }
}
