package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.facts.Facts;
import blueprint.language.Blueprint;
import blueprint.language.Duration;
import blueprint.language.Tier;
import java.util.Locale;

/** A database has a version, a size and backups that exist. */
final class DatabaseRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.database().stream())
        .forEach(database -> check(database, found));
  }

  static Facts.DatabaseEngine facts(Tier.Database database) {
    return Facts.database(database.engine().value().name().toLowerCase(Locale.ROOT));
  }

  private static void check(Tier.Database database, Diagnostics found) {
    Facts.DatabaseEngine engine = facts(database);
    database
        .version()
        .filter(version -> !engine.versions().contains(version.value()))
        .ifPresent(
            version ->
                found.add(
                    Diagnostic.of(
                        Code.DATABASE_VERSION,
                        version.span(),
                        engine.title(),
                        version.value(),
                        Suggestions.list(engine.versions()))));
    int storage = database.storage().value().gigabytes();
    if (storage < engine.minStorage()) {
      found.add(
          Diagnostic.of(
              Code.DATABASE_STORAGE,
              database.storage().span(),
              database.storage().toString(),
              engine.minStorage() + "GB",
              engine.title()));
    }
    database
        .storageMax()
        .filter(max -> max.value().gigabytes() <= storage)
        .ifPresent(
            max ->
                found.add(
                    Diagnostic.of(
                        Code.SCALE_BOUNDS_STORAGE,
                        max.span(),
                        max.toString(),
                        database.storage().toString())));
    Duration backups = database.backups().value();
    if (!backups.isWholeDays()) {
      found.add(Diagnostic.of(Code.BACKUP_BOUNDS, database.backups().span(), backups.toString()));
    }
  }
}
