package blueprint.target.deploy;

import blueprint.output.OutputFile;
import blueprint.plan.Beanstalk;
import blueprint.plan.Connection;
import blueprint.plan.Plan;
import blueprint.plan.Value;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Shell;
import blueprint.text.Templates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The scripts of one program.
 *
 * @param bundle the folder that is copied into its repository, as seen from the output's
 * @param domain the name that its certificate is for, where the blueprint has one
 * @param reachable whether everybody may ask it for its health
 */
record DeployScripts(
    String region, Beanstalk beanstalk, String bundle, Optional<String> domain, boolean reachable) {

  private static final String SHARED = "beanstalk.sh";
  private static final String SWAP = "swap.sh";
  private static final String LEAST = "MinSize";
  private static final String EVERYBODY = "0.0.0.0/0";

  private static final Map<String, String> REASONS =
      Map.of(
          SHARED,
          "names, and what the scripts have in common",
          "release.sh",
          "makes a version of what is committed, and deploys it",
          "rollback.sh",
          "deploys the version before",
          SWAP,
          "lets visitors reach the environment that waits",
          "clear.sh",
          "takes away what releases have left");

  static DeployScripts of(Plan plan, Beanstalk beanstalk) {
    return new DeployScripts(
        plan.region(),
        beanstalk,
        plan.bundleFolder(beanstalk),
        plan.domain().map(Plan.Domain::name).filter(name -> beanstalk.https()),
        isReachable(plan, beanstalk));
  }

  private static boolean isReachable(Plan plan, Beanstalk beanstalk) {
    return !beanstalk.internal()
        && plan.connections().stream()
            .anyMatch(
                connection ->
                    connection.from().equals(new Connection.Addresses(EVERYBODY))
                        && connection.to().equals(new Connection.Tier(beanstalk.entrance())));
  }

  /** What a script is for, in words that follow its name. */
  static String why(String script) {
    return Optional.ofNullable(REASONS.get(script)).orElseThrow();
  }

  /** The scripts by name; {@value #SHARED} is read by the others and not run. */
  Map<String, OutputFile> files() {
    Map<String, OutputFile> files = new TreeMap<>();
    files.put(SHARED, OutputFile.plain(text(SHARED)));
    for (String script : List.of("release.sh", "rollback.sh", "clear.sh")) {
      files.put(script, OutputFile.script(text(script)));
    }
    if (beanstalk.hasTwin()) {
      files.put(SWAP, OutputFile.script(text(SWAP)));
    }
    return files;
  }

  private String text(String script) {
    return Templates.render("deploy/" + script, Language.SHELL, values());
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("path", name("tiers." + beanstalk.tier()));
    values.put("tier", name(beanstalk.tier()));
    values.put("region", name(region));
    values.put("application", name(beanstalk.application()));
    values.put("bucket", name(beanstalk.bucketPrefix()));
    values.put("bundle", name("../../" + bundle));
    values.put("environments", name(String.join(" ", names())));
    values.put("has_twin", beanstalk.hasTwin());
    values.put("cname", name(beanstalk.environments().get(0).cname()));
    values.put("least", name(least()));
    values.put("size", size().stream().map(Shell::word).toList());
    values.put("reachable", reachable);
    values.put("health_path", beanstalk.bundle().healthPath());
    values.put("domain", domain.map(d -> List.of(Map.of("name", name(d)))).orElse(List.of()));
    values.put("certificate", beanstalk.https() && domain.isEmpty());
    values.put("plain", !beanstalk.https());
    return values;
  }

  private List<String> names() {
    return beanstalk.environments().stream().map(Beanstalk.Environment::name).toList();
  }

  /** What an environment has while visitors reach it, as far as it differs meanwhile. */
  private List<String> size() {
    Beanstalk.Environment first = beanstalk.environments().get(0);
    return first.options().stream()
        .filter(option -> first.idleOptions().stream().anyMatch(idle -> isSame(idle, option)))
        .map(
            option ->
                "Namespace=%s,OptionName=%s,Value=%s"
                    .formatted(option.namespace(), option.name(), known(option)))
        .toList();
  }

  private String least() {
    return beanstalk.environments().get(0).options().stream()
        .filter(option -> option.name().equals(LEAST))
        .map(DeployScripts::known)
        .findFirst()
        .orElse("1");
  }

  private static boolean isSame(Beanstalk.Option one, Beanstalk.Option other) {
    return one.namespace().equals(other.namespace()) && one.name().equals(other.name());
  }

  /** Sizes are numbers, known before there is an account. */
  private static String known(Beanstalk.Option option) {
    if (option.value() instanceof Beanstalk.Live live
        && live.value().parts().size() == 1
        && live.value().parts().get(0) instanceof Value.Literal literal
        && literal.text().matches("[A-Za-z0-9 .-]+")) {
      return literal.text();
    }
    throw new IllegalStateException("no size: " + option);
  }

  private static Safe name(String text) {
    return Safe.name(Language.SHELL, text);
  }
}
