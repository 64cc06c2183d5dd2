package blueprint.adoption;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A database, of the environment or beside it, to a tier that outlives every environment. */
final class DatabaseLift {

  static final String NAMESPACE = "aws:rds:dbinstance";
  private static final String[] TIER = {"tiers", Adoption.DATABASE, "database"};

  /** In an order of preference: what tells which kind it is, and the kind. */
  private static final Map<String, String> PORTS = Map.of("3306", "mysql", "5432", "postgres");

  private static final List<String> VARIABLES =
      List.of("RDS_HOSTNAME", "RDS_PORT", "RDS_DB_NAME", "RDS_USERNAME", "RDS_PASSWORD");

  private final Draft draft;
  private final Map<String, OptionSetting> settings = new LinkedHashMap<>();

  private DatabaseLift(Collection<OptionSetting> all, Draft draft) {
    this.draft = draft;
    all.forEach(
        one -> {
          boolean own = one.namespace().equals(NAMESPACE);
          if (own || VARIABLES.contains(one.name())) {
            settings.put(own ? one.name() : "$" + one.name(), one);
          }
        });
  }

  static void lift(Collection<OptionSetting> all, Draft draft) {
    DatabaseLift lift = new DatabaseLift(all, draft);
    if (!lift.settings.isEmpty()) {
      lift.lift();
    }
  }

  private void lift() {
    OptionSetting first = settings.values().iterator().next();
    settings.values().stream().filter(s -> s.namespace().equals(NAMESPACE)).forEach(this::option);
    engine(first);
    if (!draft.has(TIER[0], TIER[1], TIER[2], "name")) {
      put(first, "name", "ebdb");
    }
    if (!draft.has(TIER[0], TIER[1], TIER[2], "user")) {
      put(first, "user", "ebroot");
    }
    draft.add(first.place(), first.what(), Adoption.TIER, TIER[0], TIER[1], TIER[2], "used_by");
    boolean inside = settings.values().stream().anyMatch(s -> s.namespace().equals(NAMESPACE));
    draft.changed(
        first.place(),
        "the database",
        "the tier `" + Adoption.DATABASE + "` is a new one, empty, with an address of its own",
        inside
            ? "decouple the old one with a snapshot before its environment goes, or its data goes"
                + " with it; then copy the data, or restore the snapshot in its place"
            : "copy the data of the old one, which stays as it is, before visitors come");
    if (inside) {
      variables(first);
    }
  }

  /** A database of the environment's own gave the program these by itself. */
  private void variables(OptionSetting first) {
    List<String> attributes = List.of("host", "port", "name", "user", "password");
    for (int i = 0; i < VARIABLES.size(); i++) {
      if (!settings.containsKey("$" + VARIABLES.get(i))) {
        draft.put(
            first.place(),
            first.what(),
            "${" + Adoption.DATABASE + "." + attributes.get(i) + "}",
            "tiers",
            Adoption.TIER,
            "beanstalk",
            "env",
            VARIABLES.get(i));
      }
    }
  }

  private void put(OptionSetting setting, String key, Object value) {
    draft.put(setting.place(), setting.what(), value, TIER[0], TIER[1], TIER[2], key);
  }

  private void option(OptionSetting setting) {
    switch (setting.name()) {
      case "DBEngine" -> {}
      case "DBEngineVersion" ->
          draft.left(
              setting.place(),
              setting.what(),
              "a new database begins with a version that AWS supports",
              "write `version:` if the data needs this one");
      case "DBInstanceClass" -> put(setting, "class", setting.value());
      case "DBAllocatedStorage" -> put(setting, "storage", setting.value() + "GB");
      case "DBUser" -> put(setting, "user", setting.value());
      case "MultiAZDatabase" -> put(setting, "standby", Draft.scalar(setting.value()));
      case "DBPassword" ->
          draft.left(
              setting.place(),
              setting.what(),
              "the password is made in the account and known to nobody",
              "change that of the old database, for it has been in a file");
      case "DBDeletionPolicy" ->
          draft.left(
              setting.place(), setting.what(), "the database is no part of an environment", "");
      default ->
          draft.left(
              setting.place(),
              setting.what(),
              "the language has no word for it",
              "see `overrides:`");
    }
  }

  private void engine(OptionSetting first) {
    OptionSetting engine = settings.get("DBEngine");
    OptionSetting port = settings.get("$RDS_PORT");
    if (engine != null) {
      put(engine, "engine", engine.value().toLowerCase(Locale.ROOT).replaceAll("^aurora-", ""));
    } else if (port != null && PORTS.containsKey(port.value())) {
      put(port, "engine", PORTS.getOrDefault(port.value(), ""));
    } else {
      put(first, "engine", "postgres");
      draft.changed(
          first.place(), "the database", "its kind is nowhere to be read", "correct `engine:`");
    }
  }
}
