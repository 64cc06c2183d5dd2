package blueprint.plan;

import blueprint.facts.Facts;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Tier;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Plans databases. */
final class DatabasePlanner {

  private static final int LOG_DAYS = 30;

  /** What AWS calls the machines of which nobody chooses the type. */
  private static final String SERVERLESS = "db.serverless";

  private DatabasePlanner() {}

  static Database plan(String stack, Name tier, Tier.Database database) {
    String engine = database.engine().value().word();
    Facts.DatabaseEngine facts = Facts.database(engine);
    String version = database.version().map(Located::value).orElse(facts.version());
    List<String> usedBy =
        database.usedBy().stream()
            .map(user -> user.value().tier().text())
            .sorted()
            .distinct()
            .toList();
    return new Database(
        tier.text(),
        Names.tier(stack, tier.text()),
        engine,
        version,
        facts.family() + version,
        facts.clustered() ? cluster(database, facts) : instance(database, facts),
        database.name().value(),
        database.user().value(),
        facts.port(),
        database.backups().value().days(),
        database.standby().value(),
        facts.logs(),
        facts.logging(),
        LOG_DAYS,
        facts.tlsParameter(),
        facts.tlsValue(),
        usedBy,
        database.protect().value());
  }

  private static Database.Instance instance(Tier.Database database, Facts.DatabaseEngine facts) {
    return new Database.Instance(
        database.class_().map(Located::value).orElse(facts.defaultClass()),
        database.storage().map(size -> size.value().gigabytes()).orElse(facts.minStorage()),
        database
            .storageMax()
            .map(size -> OptionalInt.of(size.value().gigabytes()))
            .orElseGet(OptionalInt::empty));
  }

  private static Database.Cluster cluster(Tier.Database database, Facts.DatabaseEngine facts) {
    Optional<Database.Capacity> capacity =
        database
            .serverless()
            .map(s -> new Database.Capacity(s.min().value().units(), s.max().value().units()));
    String instanceClass = database.class_().map(Located::value).orElse(facts.defaultClass());
    return new Database.Cluster(
        capacity.isPresent() ? SERVERLESS : instanceClass,
        capacity,
        database.standby().value() ? List.of("1", "2") : List.of("1"));
  }
}
