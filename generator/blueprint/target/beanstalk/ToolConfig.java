package blueprint.target.beanstalk;

import blueprint.plan.Beanstalk;
import blueprint.text.YamlWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code eb} reads in every folder that it works in.
 *
 * <p>There is no {@code .ebignore}: with one, {@code eb} packs the working tree, and what nobody
 * has committed is released.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/eb-cli3-configuration.html">
 *     Configure the EB CLI</a>
 */
final class ToolConfig {

  private static final String FILE = ".elasticbeanstalk/config.yml";

  private static final String HEAD =
      """
      # For eb, which releases what is committed: an .ebignore would make it pack the working tree.
      # On a branch that is not named here, eb asks; `eb use` tells it.
      """;

  private ToolConfig() {}

  static void add(Bundled bundled, String region, Beanstalk beanstalk) {
    Map<String, Object> global = new LinkedHashMap<>();
    global.put("application_name", beanstalk.application());
    global.put("default_platform", beanstalk.platform().branchName());
    global.put("default_region", region);
    global.put("sc", "git");
    global.put("workspace_type", "Application");
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(
        "branch-defaults",
        Map.of("main", Map.of("environment", beanstalk.environments().get(0).name())));
    tree.put("global", global);
    bundled.plain(FILE, "", "what eb works on", HEAD + YamlWriter.write(tree));
  }
}
