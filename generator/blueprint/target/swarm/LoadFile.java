package blueprint.target.swarm;

import blueprint.output.OutputFile;
import blueprint.plan.Swarm;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Templates;
import blueprint.text.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What loads the databases: a stack of jobs of its own, which the deploying machine runs to its end
 * before the services. Each job is called after what it loads, so another content is another job.
 */
final class LoadFile {

  private static final int DIGEST = 12;
  private static final String FOLDER = "/run/load/";

  private final Swarm swarm;

  LoadFile(Swarm swarm) {
    this.swarm = swarm;
  }

  /** The script of a job. */
  static String script(Swarm.Load load) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("path", Safe.name(Language.SHELL, path(load)));
    values.put("digest", Safe.name(Language.SHELL, OutputFile.plain(load.sql()).digest()));
    values.put("user", Safe.name(Language.SHELL, load.user()));
    values.put("database", Safe.name(Language.SHELL, load.name()));
    values.put("port", Safe.name(Language.SHELL, Integer.toString(load.port())));
    return Templates.render("swarm/load.sh", Language.SHELL, values);
  }

  /** Where the blueprint says it. */
  static String path(Swarm.Load load) {
    return "tiers." + load.database() + ".load";
  }

  /** The files of a job, by their names below the folder of the stack file. */
  static Map<String, OutputFile> files(Swarm.Load load) {
    return Map.of(
        sqlFile(load), OutputFile.plain(load.sql()),
        scriptFile(load), OutputFile.plain(script(load)));
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# What is loaded into databases, once each and before the services of " + swarm.name());
    lines.add(
        "# start. A manager runs it when it deploys, and adds the owner's password and the address.");
    lines.add("");
    lines.add("version: " + StackFile.VERSION);
    lines.add("");
    Map<Object, Object> services = new LinkedHashMap<>();
    Map<Object, Object> configs = new LinkedHashMap<>();
    List<String> places = new ArrayList<>();
    List<String> owners = new ArrayList<>();
    for (Swarm.Load load : swarm.loads()) {
      String digest = OutputFile.plain(load.sql()).digest().substring(0, DIGEST);
      services.put("load-" + digest, service(load));
      config(configs, sqlFile(load), load.sql());
      config(configs, scriptFile(load), script(load));
      places.add(load.place());
      owners.add(load.owner());
    }
    configs.putAll(StackFile.objects(places));
    Map<Object, Object> whole = new LinkedHashMap<>();
    whole.put("services", services);
    whole.put("secrets", StackFile.objects(owners));
    whole.put("configs", configs);
    lines.add(YamlWriter.write((Map<?, ?>) StackFile.escaped(whole)).stripTrailing());
    return String.join("\n", lines) + "\n";
  }

  private Map<String, Object> service(Swarm.Load load) {
    Map<String, Object> deploy = new LinkedHashMap<>();
    deploy.put("mode", "replicated-job");
    deploy.put("replicas", 1);
    // What has failed is said, and not tried again by itself.
    deploy.put("restart_policy", Map.of("condition", "none"));
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("cpus", "0.5");
    limits.put("memory", new YamlWriter.AsTyped("256M"));
    deploy.put("resources", Map.of("limits", limits));
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("image", load.image());
    service.put("entrypoint", List.of("sh", FOLDER + "load.sh"));
    service.put(
        "secrets", List.of(file(load.owner(), "load-owner", new YamlWriter.AsTyped("0400"))));
    service.put(
        "configs",
        List.of(
            file(load.place(), FOLDER + "host"),
            file(named(scriptFile(load)), FOLDER + "load.sh"),
            file(named(sqlFile(load)), FOLDER + "load.sql")));
    service.put("cap_drop", List.of("ALL"));
    service.put("read_only", true);
    service.put("tmpfs", List.of("/tmp"));
    service.put("deploy", deploy);
    return service;
  }

  private static Map<String, Object> file(String source, String target) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("source", source);
    file.put("target", target);
    return file;
  }

  private static Map<String, Object> file(String source, String target, Object mode) {
    Map<String, Object> file = file(source, target);
    file.put("mode", mode);
    return file;
  }

  private static void config(Map<Object, Object> configs, String file, String content) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("name", named(file) + "_" + OutputFile.plain(content).digest().substring(0, DIGEST));
    config.put("file", "./" + file);
    configs.put(named(file), config);
  }

  private static String named(String file) {
    return file.replace("load/", "load-").replaceFirst("\\.", "-");
  }

  private static String sqlFile(Swarm.Load load) {
    return "load/" + load.database() + ".sql";
  }

  private static String scriptFile(Swarm.Load load) {
    return "load/" + load.database() + ".sh";
  }
}
