package blueprint.target.beanstalk;

import blueprint.plan.Beanstalk;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Shell;
import blueprint.text.Templates;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What machines do on a deploy, and what starts the program.
 *
 * <p>A deploy of another configuration, such as an environment variable, unpacks the version anew
 * and runs hooks of its own: those lead to the same scripts.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.hooks.html">
 *     Platform hooks</a>
 */
final class Hooks {

  private static final String IN_PROGRAM = ".platform/in-program";

  private final Bundled bundled;
  private final Beanstalk beanstalk;
  private final Beanstalk.Bundle bundle;

  private Hooks(Bundled bundled, Beanstalk beanstalk) {
    this.bundled = bundled;
    this.beanstalk = beanstalk;
    this.bundle = beanstalk.bundle();
  }

  static void add(Bundled bundled, Beanstalk beanstalk) {
    Hooks hooks = new Hooks(bundled, beanstalk);
    hooks.prebuild();
    hooks.predeploy();
    hooks.postdeploy();
    hooks.run();
  }

  /** A line that runs a command of a deploy as the program runs. */
  static String inProgram(Beanstalk.Command command) {
    return "bash " + IN_PROGRAM + " " + Shell.quote(command.run()).text();
  }

  private void prebuild() {
    hook("prebuild", "10_files", "", "files that machines have outside of the program", false);
    if (!bundle.secrets().isEmpty()) {
      hook(
          "prebuild", "20_secrets", "env", "a version finds its secrets, or is not deployed", true);
    }
  }

  private void predeploy() {
    if (!bundle.commands().isEmpty()) {
      bundled.script(
          IN_PROGRAM,
          "on_deploy",
          "commands of a deploy run as the program does",
          rendered("in-program"));
    }
    if (bundle.commands().stream().anyMatch(command -> !command.once())) {
      hook("predeploy", "10_commands", "on_deploy", "what each machine runs", true);
    }
    hook("predeploy", "20_maintenance", "maintenance", "maintenance begins and ends", true);
  }

  private void postdeploy() {
    if (MachineFiles.hasAgent(bundle)) {
      String key = bundle.metrics() ? "metrics" : "logs";
      hook("postdeploy", "10_cloudwatch_agent", key, "CloudWatch's agent runs", true);
    }
  }

  /**
   * In a Procfile a command goes through a shell and a unit; only what means nothing to them may.
   */
  private void run() {
    if (bundle.run().isEmpty()) {
      return;
    }
    String line = Shell.words(bundle.run()).text();
    String command = line;
    if (line.contains("'")) {
      bundled.script(".platform/web", "run", "the program that answers requests", rendered("web"));
      command = "sh .platform/web";
    }
    bundled.plain("Procfile", "run", "the program that answers requests", "web: " + command + "\n");
  }

  private void hook(String stage, String name, String key, String why, boolean forConfiguration) {
    String path = stage + "/" + name;
    bundled.script(".platform/hooks/" + path, key, why, rendered(name));
    if (forConfiguration) {
      Map<String, Object> values = Map.of("hook", name("hooks/" + path));
      bundled.script(
          ".platform/confighooks/" + path,
          key,
          why,
          Templates.render("beanstalk/confighook", Language.SHELL, values));
    }
  }

  private String rendered(String template) {
    return Templates.render("beanstalk/" + template, Language.SHELL, values());
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("path", name("tiers." + beanstalk.tier()));
    values.put("stack", name(beanstalk.application()));
    values.put("state", name(MachineFiles.state(beanstalk)));
    values.put("python", beanstalk.platform().language().equals("python"));
    values.put("has_secrets", !bundle.secrets().isEmpty());
    values.put("has_logs", !bundle.logs().isEmpty());
    values.put("has_metrics", bundle.metrics());
    values.put("logs", Shell.words(bundle.logs()));
    values.put("has_once", bundle.commands().stream().anyMatch(Beanstalk.Command::once));
    values.put(
        "commands",
        commands().map(command -> Map.of("command", Shell.quote(command.run()))).toList());
    values.put("words", Shell.words(bundle.run()));
    return values;
  }

  private Stream<Beanstalk.Command> commands() {
    return bundle.commands().stream().filter(command -> !command.once());
  }

  private static Safe name(String text) {
    return Safe.name(Language.SHELL, text);
  }
}
