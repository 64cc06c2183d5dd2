package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Facts;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.ServiceReference;
import blueprint.language.Tier;

/** What is loaded into a database has something in the network that loads it. */
final class LoadRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint
        .tiers()
        .forEach(
            (name, tier) ->
                tier.database()
                    .ifPresent(
                        database ->
                            database
                                .load()
                                .ifPresent(file -> check(blueprint, name, database, file, found))));
  }

  private static void check(
      Blueprint blueprint,
      Name name,
      Tier.Database database,
      Located<String> file,
      Diagnostics found) {
    Facts.DatabaseEngine engine = DatabaseRule.facts(database);
    if (engine.clientImage().isEmpty()) {
      found.add(Diagnostic.of(Code.LOAD_ENGINE, file.span(), engine.title()));
    } else if (database.usedBy().stream().noneMatch(user -> isSwarm(blueprint, user.value()))) {
      found.add(Diagnostic.of(Code.LOAD_NOWHERE, file.span(), name.text()));
    } else {
      checkNames(blueprint, found);
    }
  }

  /** The job's own files lie beside those of the services. */
  private static void checkNames(Blueprint blueprint, Diagnostics found) {
    Containers.each(
        blueprint,
        (tier, swarm, name, service) ->
            Deliveries.of(service).stream()
                .filter(file -> file.name().startsWith("load-"))
                .forEach(file -> found.add(Diagnostic.of(Code.LOAD_NAME, file.span()))));
  }

  private static boolean isSwarm(Blueprint blueprint, ServiceReference user) {
    Tier tier = blueprint.tiers().get(user.tier());
    return tier != null && tier.swarm().isPresent();
  }
}
