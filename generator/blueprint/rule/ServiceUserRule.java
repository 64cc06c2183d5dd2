package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.language.Blueprint;
import blueprint.language.Image;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Step;
import blueprint.language.Tier;
import java.util.List;
import java.util.Optional;

/** Services run as users whom the recipe creates, and not as root. */
final class ServiceUserRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Machines.each(
        blueprint,
        (tier, name, service, instances, image) -> check(name, service, instances, image, found));
  }

  private static void check(
      Name name, Tier.Service service, Tier.Instances instances, Image image, Diagnostics found) {
    Located<String> user = service.user();
    if (user.value().equals("root")) {
      found.add(Diagnostic.of(Code.RUNS_AS_ROOT, user.span(), name.text()));
      return;
    }
    List<String> users =
        image.recipe().stream()
            .filter(Step.User.class::isInstance)
            .map(step -> ((Step.User) step).user().name().value())
            .toList();
    if (!users.contains(user.value())) {
      String recipe = instances.image().value().text();
      Optional<String> hint =
          users.isEmpty()
              ? Optional.of("add `- user: {name: " + user.value() + "}` to the recipe")
              : Suggestions.hint(user.value(), users);
      found.add(
          Diagnostic.of(Code.USER_NOT_CREATED, user.span(), name.text(), user.value(), recipe)
              .suggesting(hint));
    }
  }
}
