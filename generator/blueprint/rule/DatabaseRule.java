package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.facts.Facts;
import blueprint.language.Blueprint;
import blueprint.language.Duration;
import blueprint.language.Located;
import blueprint.language.Size;
import blueprint.language.Tier;

/** A database has a version, a size and backups that exist. */
final class DatabaseRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.database().stream())
        .forEach(database -> check(database, found));
  }

  static Facts.DatabaseEngine facts(Tier.Database database) {
    return Facts.database(database.engine().value().word());
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
    if (!engine.clustered()) {
      storage(database, engine, found);
    }
    Duration backups = database.backups().value();
    if (!backups.isWholeDays()) {
      found.add(Diagnostic.of(Code.BACKUP_BOUNDS, database.backups().span(), backups.toString()));
    }
  }

  private static void storage(
      Tier.Database database, Facts.DatabaseEngine engine, Diagnostics found) {
    Size least = new Size(engine.minStorage());
    Size storage = database.storage().map(Located::value).orElse(least);
    database
        .storage()
        .filter(written -> written.value().gigabytes() < least.gigabytes())
        .ifPresent(
            written ->
                found.add(
                    Diagnostic.of(
                        Code.DATABASE_STORAGE,
                        written.span(),
                        written.toString(),
                        least.toString(),
                        engine.title())));
    database
        .storageMax()
        .filter(max -> max.value().gigabytes() <= storage.gigabytes())
        .ifPresent(
            max ->
                found.add(
                    Diagnostic.of(
                        Code.SCALE_BOUNDS_STORAGE,
                        max.span(),
                        max.toString(),
                        storage.toString())));
  }
}
