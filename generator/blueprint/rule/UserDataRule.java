package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Limit;
import blueprint.language.Blueprint;
import blueprint.language.JsonTree;
import blueprint.language.Name;
import blueprint.language.SwarmTier;
import blueprint.language.Tier;
import blueprint.plan.UserDataSize;
import blueprint.source.Span;
import java.util.Optional;

/**
 * Settings are an object, and fit into what a machine is given at its start or are kept elsewhere.
 */
final class UserDataRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint
        .tiers()
        .forEach((name, tier) -> tier.instances().ifPresent(i -> check(blueprint, name, i, found)));
    blueprint
        .tiers()
        .forEach((name, tier) -> tier.swarm().ifPresent(swarm -> check(name, swarm, found)));
  }

  private static void check(
      Blueprint blueprint, Name tier, Tier.Instances instances, Diagnostics found) {
    if (UserDataSize.withoutSettings(blueprint, instances) > Limit.USER_DATA.max()) {
      report(
          Code.USER_DATA_TOO_LARGE,
          instances.span(),
          tier,
          UserDataSize.withoutSettings(blueprint, instances),
          instances,
          found);
      return;
    }
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
    if (!UserDataSize.splits(blueprint, instances)) {
      return;
    }
    boolean tooMany = !Limit.SETTINGS_PARAMETERS.allows(UserDataSize.parameters(instances));
    Code code = tooMany ? Code.USER_DATA_TOO_LARGE : Code.USER_DATA_SPLIT;
    report(code, settings.span(), tier, UserDataSize.bound(blueprint, instances), instances, found);
  }

  private static void check(Name tier, SwarmTier swarm, Diagnostics found) {
    int bytes = UserDataSize.bound(swarm);
    if (bytes > Limit.USER_DATA.max()) {
      found.add(
          Diagnostic.of(
                  Code.USER_DATA_TOO_LARGE,
                  swarm.span(),
                  tier.text(),
                  Integer.toString(bytes),
                  Integer.toString(Limit.USER_DATA.max()))
              .suggesting(
                  Optional.of(
                      "deliver fewer or shorter files with references; those without lie beside the"
                          + " stack file")));
    }
  }

  private static void report(
      Code code, Span span, Name tier, int bytes, Tier.Instances instances, Diagnostics found) {
    found.add(
        Diagnostic.of(
            code,
            span,
            tier.text(),
            Integer.toString(bytes),
            Integer.toString(Limit.USER_DATA.max()),
            Integer.toString(UserDataSize.parameters(instances))));
  }
}
