package blueprint.adoption;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Environment variables to {@code env}, those of a database to a tier, and secrets to names. */
final class VariableLift {

  private static final String SECRETS = OptionSetting.VARIABLES + "secrets";
  private static final String[] ENV = {"tiers", Adoption.TIER, "beanstalk", "env"};
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int SECRET_NAME = 32;

  /** What Elastic Beanstalk calls the parts of a database's address. */
  private static final Map<String, String> DATABASE =
      Map.of(
          "RDS_HOSTNAME", "host",
          "RDS_PORT", "port",
          "RDS_DB_NAME", "name",
          "RDS_USERNAME", "user",
          "RDS_PASSWORD", "password");

  private final Draft draft;
  private final String application;

  private VariableLift(Draft draft, String application) {
    this.draft = draft;
    this.application = application;
  }

  /** Whether the option is a variable, and none that the load balancer's part looks at. */
  static boolean isVariable(OptionSetting setting) {
    return setting.namespace().equals(OptionSetting.VARIABLES)
        || setting.namespace().equals(SECRETS);
  }

  /**
   * @param application what names of secrets begin with
   */
  static void lift(Collection<OptionSetting> settings, Draft draft, String application) {
    VariableLift lift = new VariableLift(draft, application);
    settings.stream().filter(VariableLift::isVariable).forEach(lift::lift);
  }

  private void lift(OptionSetting setting) {
    Optional<String> attribute = Optional.ofNullable(DATABASE.get(setting.name()));
    if (setting.namespace().equals(SECRETS)) {
      kept(setting);
    } else if (attribute.isPresent()) {
      database(setting, attribute.get());
    } else if (!NAME.matcher(setting.name()).matches()) {
      draft.left(
          setting.place(), setting.what(), "no shell knows a variable of this name", "rename it");
    } else if (Words.isSecret(setting.name(), setting.value())) {
      secret(setting);
    } else {
      env(setting, setting.value().replace("$", "$$"));
    }
  }

  private void env(OptionSetting setting, String value) {
    draft.put(
        setting.place(), setting.what(), value, ENV[0], ENV[1], ENV[2], ENV[3], setting.name());
  }

  private void database(OptionSetting setting, String attribute) {
    env(setting, "${" + Adoption.DATABASE + "." + attribute + "}");
    if (attribute.equals("password")) {
      draft.changed(
          setting.place(),
          setting.what(),
          "the password of a database is made in the account and known to nobody",
          "change that of the old database, for it has been in a file");
    }
    Optional<String> key =
        Optional.ofNullable(Map.of("name", "name", "user", "user").get(attribute));
    key.filter(one -> !draft.has("tiers", Adoption.DATABASE, "database", one))
        .ifPresent(
            one ->
                draft.put(
                    setting.place(),
                    setting.what(),
                    setting.value(),
                    "tiers",
                    Adoption.DATABASE,
                    "database",
                    one));
  }

  /** A secret in the account: Elastic Beanstalk has its ARN. */
  private void kept(OptionSetting setting) {
    String name = Words.name(setting.name(), SECRET_NAME);
    String source =
        setting
            .value()
            .replaceFirst(
                "^arn:aws[a-z-]*:secretsmanager:[^:]*:[0-9]*:secret:(.*)-[A-Za-z0-9]{6}(:.*)?$",
                "secretsmanager:$1")
            .replaceFirst("^arn:aws[a-z-]*:ssm:[^:]*:[0-9]*:parameter/", "ssm:/");
    if (Words.isSecret("", source)) {
      secret(setting);
      return;
    }
    draft.put(setting.place(), setting.what(), source, "secrets", name, "from");
    env(setting, "${secret." + name + "}");
  }

  /** A secret in a file: its value goes nowhere. */
  private void secret(OptionSetting setting) {
    String name = Words.name(setting.name(), SECRET_NAME);
    String stored =
        application + "/" + setting.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "-");
    draft.put(setting.place(), setting.what(), "secretsmanager:" + stored, "secrets", name, "from");
    env(setting, "${secret." + name + "}");
    draft.changed(
        setting.place(),
        setting.what(),
        "its value may be a secret, and was not copied",
        "change it, for it has been in a file, and store the new one: `aws secretsmanager"
            + " create-secret --name "
            + stored
            + " --secret-string file://VALUE`; if it is none, write it under `env:`");
  }
}
