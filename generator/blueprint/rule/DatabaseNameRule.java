package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Facts;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Tier;
import java.util.Locale;

/** A database and its user have names that the engine takes. */
final class DatabaseNameRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.database().stream())
        .forEach(database -> check(database, found));
  }

  private static void check(Tier.Database database, Diagnostics found) {
    Facts.DatabaseEngine engine = DatabaseRule.facts(database);
    String user = database.user().value();
    if (engine.reservedUsers().contains(user.toLowerCase(Locale.ROOT))) {
      refuse(Code.DATABASE_USER, database.user(), engine, "the word is reserved", found);
    } else if (user.length() > engine.userLength()) {
      refuse(Code.DATABASE_USER, database.user(), engine, tooLong(engine.userLength()), found);
    }
    String name = database.name().value();
    if (engine.reservedNames().contains(name.toLowerCase(Locale.ROOT))) {
      refuse(Code.DATABASE_NAME, database.name(), engine, "the word is reserved", found);
    } else if (name.length() > engine.nameLength()) {
      refuse(Code.DATABASE_NAME, database.name(), engine, tooLong(engine.nameLength()), found);
    }
  }

  private static String tooLong(int limit) {
    return "it is longer than " + limit + " characters";
  }

  private static void refuse(
      Code code,
      Located<String> name,
      Facts.DatabaseEngine engine,
      String reason,
      Diagnostics found) {
    found.add(Diagnostic.of(code, name.span(), name.value(), engine.title(), reason));
  }
}
