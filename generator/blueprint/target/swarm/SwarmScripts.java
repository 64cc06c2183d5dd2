package blueprint.target.swarm;

import blueprint.plan.Plan;
import blueprint.plan.Swarm;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Templates;
import java.util.HashMap;
import java.util.Map;

/** How a stack file gets to the swarm: by hand, or by what a manager fetches. */
final class SwarmScripts {

  /**
   * The most letters of a packed folder in one command: a document of Systems Manager takes 64 KB.
   *
   * @see <a href="https://docs.aws.amazon.com/general/latest/gr/ssm.html#limits_ssm">the quotas</a>
   */
  private static final int PACKED = 60_000;

  private SwarmScripts() {}

  static String release(Plan plan, Swarm swarm) {
    return Templates.render("swarm/release.sh", Language.SHELL, values(plan, swarm));
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
    values.put("most", name(Integer.toString(PACKED)));
    return values;
  }

  private static Safe name(String text) {
    return Safe.name(Language.SHELL, text);
  }
}
