package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Facts;
import blueprint.language.Blueprint;
import blueprint.language.JsonTree;
import blueprint.language.Name;
import blueprint.language.Tier;
import blueprint.plan.UserDataSize;

/**
 * Settings are an object, and fit into what a machine is given at its start or are kept elsewhere.
 */
final class UserDataRule implements Rule {

  private static final int MOST_PARAMETERS = 40;

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint
        .tiers()
        .forEach((name, tier) -> tier.instances().ifPresent(i -> check(name, i, found)));
  }

  private static void check(Name tier, Tier.Instances instances, Diagnostics found) {
    if (instances.settings().isEmpty()) {
      return;
    }
    Tier.Settings settings = instances.settings().get();
    if (!(settings.json() instanceof JsonTree.Mapping)) {
      found.add(
          Diagnostic.of(
              Code.WRONG_TYPE,
              settings.json().span(),
              "json",
              "a mapping",
              settings.json().kind()));
      return;
    }
    if (!UserDataSize.splits(instances)) {
      return;
    }
    int parameters = UserDataSize.parameters(instances);
    Code code = parameters > MOST_PARAMETERS ? Code.USER_DATA_TOO_LARGE : Code.USER_DATA_SPLIT;
    found.add(
        Diagnostic.of(
            code,
            settings.span(),
            tier.text(),
            Integer.toString(UserDataSize.bound(instances)),
            Integer.toString(Facts.limit("user_data_bytes")),
            Integer.toString(parameters)));
  }
}
