package blueprint.target.swarm;

import blueprint.facts.Limit;
import blueprint.plan.Plan;
import blueprint.plan.Swarm;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Templates;
import java.util.HashMap;
import java.util.Map;

/** How a stack file gets to the swarm: by hand, or by what a manager fetches. */
final class SwarmScripts {

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

  private static Map<String, Object> values(Plan plan, Swarm swarm) {
    Map<String, Object> values = new HashMap<>();
    values.put("stack", name(plan.name()));
    values.put("region", name(plan.region()));
    values.put("path", name("tiers." + swarm.tier()));
    values.put("parameters", name(swarm.parameters()));
    values.put("most", name(Integer.toString(Limit.RELEASE_COMMAND.max())));
    return values;
  }

  private static Safe name(String text) {
    return Safe.name(Language.SHELL, text);
  }
}
