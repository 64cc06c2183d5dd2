package blueprint.target.overview;

import blueprint.plan.Beanstalk;
import blueprint.plan.Plan;
import blueprint.plan.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that Elastic Beanstalk runs, in words. */
final class BeanstalkWords {

  private BeanstalkWords() {}

  /** How many machines of which types, as far as the options say. */
  static String machines(Beanstalk beanstalk) {
    String least = option(beanstalk, "MinSize");
    String most = option(beanstalk, "MaxSize");
    String number = least.equals(most) ? least : least + " to " + most;
    return number
        + (most.equals("1") ? " machine" : " machines")
        + ", "
        + option(beanstalk, "InstanceTypes").replace(",", " or ");
  }

  /** What its load balancer does with requests. */
  static List<String> ways(Beanstalk beanstalk) {
    return beanstalk.https()
        ? List.of("HTTPS 443 → " + beanstalk.tier(), "HTTP 80 → redirect to HTTPS 443")
        : List.of("HTTP 80 → " + beanstalk.tier());
  }

  /** What runs the program, and that there are two of it. */
  static String platform(Beanstalk beanstalk) {
    return beanstalk.platform().title() + (beanstalk.hasTwin() ? ", twice: blue and green" : "");
  }

  private static String option(Beanstalk beanstalk, String name) {
    return written(beanstalk, name).orElse("some");
  }

  private static Optional<String> written(Beanstalk beanstalk, String name) {
    return Stream.concat(
            beanstalk.environments().get(0).options().stream(), beanstalk.options().stream())
        .filter(option -> option.name().equals(name))
        .map(option -> ((Beanstalk.Live) option.value()).value())
        .map(value -> ((Value.Literal) value.parts().get(0)).text())
        .findFirst();
  }

  /** What the README says about each. */
  static List<Object> sections(Plan plan) {
    List<Object> sections = new ArrayList<>();
    for (Beanstalk beanstalk : plan.beanstalks()) {
      boolean only = plan.beanstalks().size() == 1;
      Beanstalk.Bundle bundle = beanstalk.bundle();
      Map<String, Object> section = new LinkedHashMap<>();
      text(section, "tier", beanstalk.tier());
      text(section, "folder", only ? "beanstalk" : "beanstalk/" + beanstalk.tier());
      text(section, "environment", beanstalk.environments().get(0).name());
      text(section, "branch", beanstalk.platform().branch());
      text(section, "health", bundle.healthPath());
      text(section, "application", beanstalk.application());
      text(section, "log_group", bundle.logGroup());
      text(section, "log_days", Integer.toString(bundle.logDays()));
      text(section, "log_folders", "`" + String.join("`, `", bundle.logs()) + "`");
      section.put("has_twin", beanstalk.hasTwin());
      section.put("has_logs", !bundle.logs().isEmpty());
      section.put("has_secrets", !bundle.secrets().isEmpty());
      text(section, "secrets", "`" + String.join("`, `", bundle.secrets().keySet()) + "`");
      Optional<String> upkeep = written(beanstalk, "PreferredStartTime");
      section.put("has_upkeep", upkeep.isPresent());
      text(section, "upkeep", upkeep.orElse(""));
      section.put("mysqlclient", needsToAskForTls(plan, beanstalk));
      section.put("python", beanstalk.platform().language().equals("python"));
      section.put("https", beanstalk.https());
      section.put("static", statics(beanstalk));
      sections.add(section);
    }
    return sections;
  }

  /**
   * PostgreSQL's clients use TLS wherever it is offered; those of MariaDB, for MySQL too, do not.
   */
  private static boolean needsToAskForTls(Plan plan, Beanstalk beanstalk) {
    return beanstalk.platform().language().equals("python")
        && plan.databases().stream()
            .filter(database -> database.usedBy().contains(beanstalk.tier()))
            .anyMatch(database -> database.tlsParameter().equals("require_secure_transport"));
  }

  private static List<Object> statics(Beanstalk beanstalk) {
    List<Object> folders = new ArrayList<>();
    for (Beanstalk.Option option : beanstalk.bundle().options()) {
      if (option.namespace().endsWith(":staticfiles")) {
        Value value = ((Beanstalk.Live) option.value()).value();
        Map<String, Object> folder = new LinkedHashMap<>();
        text(folder, "path", option.name());
        text(folder, "below", ((Value.Literal) value.parts().get(0)).text());
        folder.put("python", beanstalk.platform().language().equals("python"));
        folders.add(folder);
      }
    }
    return folders;
  }

  private static void text(Map<String, Object> values, String name, String text) {
    values.put(name, OverviewTarget.reviewed(text));
  }
}
