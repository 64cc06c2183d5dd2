package blueprint.target.swarm;

import blueprint.facts.Limit;
import blueprint.plan.Names;
import blueprint.plan.Plan;
import blueprint.plan.Swarm;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Shell;
import blueprint.text.Templates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a stack file gets to the swarm: by hand, or by what a manager fetches. */
final class SwarmScripts {

  /** What docker looks for by itself. */
  private static final String DOCKERFILE = "Dockerfile";

  private SwarmScripts() {}

  static String release(Plan plan, Swarm swarm) {
    Map<String, Object> values = values(plan, swarm);
    values.put("has_pull", swarm.pull().isPresent());
    return Templates.render("swarm/release.sh", Language.SHELL, values);
  }

  static String publish(Plan plan, Swarm swarm, Swarm.Pull pull) {
    Map<String, Object> values = values(plan, swarm);
    values.put("bucket", name(pull.bucket()));
    values.put("key", name(pull.key()));
    return Templates.render("swarm/publish.sh", Language.SHELL, values);
  }

  static String build(Plan plan, Swarm swarm) {
    Map<String, Object> values = values(plan, swarm);
    values.put("registry", name(Names.registry(plan.region())));
    values.put("builds", swarm.builds().stream().map(build -> build(swarm, build)).toList());
    return Templates.render("swarm/build.sh", Language.SHELL, values);
  }

  /** A call of the script's own function; what docker is told goes into the hash as it stands. */
  private static Map<String, Object> build(Swarm swarm, Swarm.Build build) {
    List<String> options = new ArrayList<>();
    if (!build.file().equals(DOCKERFILE)) {
      options.add("--file=" + build.file());
    }
    build.target().ifPresent(target -> options.add("--target=" + target));
    build.arguments().forEach((key, value) -> options.add("--build-arg=" + key + "=" + value));
    build.revision().ifPresent(revision -> options.add("--label=revision=" + revision));
    return Map.of(
        "path", name("tiers." + swarm.tier() + ".services." + build.service() + ".build"),
        "words", name(String.join(" ", build.service(), build.repository(), build.context())),
        "literal", options.stream().anyMatch(option -> option.matches("(?s).*[$`].*")),
        "options",
            options.stream().map(option -> Map.of("option", Shell.readable(option))).toList());
  }

  private static Map<String, Object> values(Plan plan, Swarm swarm) {
    Map<String, Object> values = new HashMap<>();
    values.put("stack", name(plan.name()));
    values.put("region", name(plan.region()));
    values.put("path", name("tiers." + swarm.tier()));
    values.put("parameters", name(swarm.parameters()));
    values.put("has_builds", !swarm.builds().isEmpty());
    List<String> built = swarm.builds().stream().map(Swarm.Build::service).toList();
    values.put("built", name(String.join(" ", built)));
    values.put("built_words", name(String.join(", ", built)));
    values.put("most", name(Integer.toString(Limit.RELEASE_COMMAND.max())));
    return values;
  }

  private static Safe name(String text) {
    return Safe.name(Language.SHELL, text);
  }
}
