package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Facts;
import blueprint.language.Blueprint;
import blueprint.language.Capacity;
import blueprint.language.Located;
import blueprint.language.Size;
import blueprint.language.Tier;
import java.util.stream.Stream;

/** Aurora is asked for what it has, and nothing else for what only Aurora has. */
final class AuroraRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.database().stream())
        .forEach(database -> check(database, found));
  }

  private static void check(Tier.Database database, Diagnostics found) {
    Facts.DatabaseEngine engine = DatabaseRule.facts(database);
    database.serverless().ifPresent(serverless -> check(serverless, database, found));
    if (!engine.clustered()) {
      return;
    }
    Stream.concat(database.storage().stream(), database.storageMax().stream())
        .map(Located<Size>::span)
        .forEach(span -> found.add(Diagnostic.of(Code.AURORA_STORAGE, span, engine.title())));
    if (database.serverless().isEmpty()) {
      database.class_().ifPresent(type -> size(type, engine, found));
    }
  }

  private static void check(Tier.Serverless serverless, Tier.Database database, Diagnostics found) {
    Facts.DatabaseEngine engine = DatabaseRule.facts(database);
    if (!engine.clustered()) {
      found.add(Diagnostic.of(Code.SERVERLESS_ENGINE, serverless.span(), engine.title()));
      return;
    }
    database
        .class_()
        .ifPresent(
            type ->
                found.add(
                    Diagnostic.of(Code.SERVERLESS_CLASS, type.span(), type.value())
                        .noting(serverless.span(), "`serverless`")));
    Located<Capacity> most = serverless.max();
    if (most.value().units().compareTo(serverless.min().value().units()) < 0) {
      found.add(
          Diagnostic.of(
              Code.SERVERLESS_BOUNDS,
              most.span(),
              most.value().toString(),
              serverless.min().value().toString()));
    }
  }

  private static void size(Located<String> type, Facts.DatabaseEngine engine, Diagnostics found) {
    String size = type.value().replaceFirst(".*\\.", "");
    if (engine.sizesTooSmall().contains(size)) {
      found.add(
          Diagnostic.of(
              Code.AURORA_CLASS, type.span(), engine.title(), type.value(), engine.defaultClass()));
    }
  }
}
