package blueprint.plan;

import blueprint.facts.Facts;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Tier;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Plans databases. */
final class DatabasePlanner {

  private static final int LOG_DAYS = 30;

  private DatabasePlanner() {}

  static Database plan(String stack, Name tier, Tier.Database database) {
    String engine = database.engine().value().name().toLowerCase(Locale.ROOT);
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
        database.class_().value(),
        database.storage().value().gigabytes(),
        database
            .storageMax()
            .map(size -> OptionalInt.of(size.value().gigabytes()))
            .orElseGet(OptionalInt::empty),
        database.name().value(),
        database.user().value(),
        facts.port(),
        database.backups().value().days(),
        database.standby().value(),
        facts.logs(),
        facts.logging(),
        LOG_DAYS,
        facts.tlsParameter(),
        usedBy,
        database.protect().value());
  }
}
