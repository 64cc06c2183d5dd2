package blueprint.target.beanstalk;

import blueprint.plan.Beanstalk;
import blueprint.text.JsonWriter;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Templates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that a machine has outside of the program's folder. Below {@code .platform/files} they lie
 * as they do on the machine, and a hook copies them there.
 */
final class MachineFiles {

  /** Where they lie in the program's source. */
  static final String FOLDER = ".platform/files/";

  /** Machines of one environment are told from those of another by this dimension of a metric. */
  static final String DIMENSION = "EnvironmentName";

  /** What a hook replaces by the environment's name, which the same files have in two. */
  static final String ENVIRONMENT = "{environment_name}";

  private final Bundled bundled;
  private final Beanstalk beanstalk;
  private final Beanstalk.Bundle bundle;

  private MachineFiles(Bundled bundled, Beanstalk beanstalk) {
    this.bundled = bundled;
    this.beanstalk = beanstalk;
    this.bundle = beanstalk.bundle();
  }

  static void add(Bundled bundled, Beanstalk beanstalk) {
    MachineFiles files = new MachineFiles(bundled, beanstalk);
    files.environment();
    files.secrets();
    files.logs();
    files.agent();
  }

  /** Where a machine keeps what it has to remember of the program. */
  static String state(Beanstalk beanstalk) {
    return "/var/lib/" + beanstalk.application();
  }

  /** Whether the machines run CloudWatch's agent. */
  static boolean hasAgent(Beanstalk.Bundle bundle) {
    return bundle.metrics() || !bundle.logs().isEmpty();
  }

  private void environment() {
    String stack = beanstalk.application();
    String why = "shells of those who may see it have the program's environment";
    plain("etc/profile.d/" + stack + ".sh", "env", why, "profile.sh", Language.SHELL);
    script("usr/local/lib/" + stack + "/environment", "env", why, "environment", Language.PYTHON);
  }

  private void secrets() {
    if (bundle.secrets().isEmpty()) {
      return;
    }
    String stack = beanstalk.application();
    String units = "etc/systemd/system/" + stack + "-secrets";
    String why = "machines fetch what holds a secret, and again when it has changed";
    bundled.plain(
        FOLDER + "etc/" + stack + "/secrets.json",
        "env",
        why,
        JsonWriter.write(Secrets.of(bundle)));
    script("usr/local/lib/" + stack + "/secrets", "env", why, "secrets", Language.PYTHON);
    plain(units + ".service", "env", why, "secrets.service", Language.SYSTEMD);
    plain(units + ".timer", "env", why, "secrets.timer", Language.SYSTEMD);
    plain(
        "usr/lib/systemd/system/web.service.d/" + stack + ".conf",
        "env",
        why,
        "web.conf",
        Language.SYSTEMD);
  }

  private void logs() {
    if (bundle.logs().isEmpty()) {
      return;
    }
    String name = beanstalk.application() + ".conf";
    String files =
        String.join("\n", bundle.logs().stream().map(MachineFiles::every).toList()) + "\n";
    String tasks = FOLDER + "opt/elasticbeanstalk/tasks/";
    bundled.plain(tasks + "taillogs.d/" + name, "logs", "part of `eb logs`", files);
    bundled.plain(tasks + "bundlelogs.d/" + name, "logs", "part of `eb logs --all`", files);
    String why = "logs do not fill the disk";
    plain("etc/logrotate.d/" + beanstalk.application(), "logs", why, "logrotate", Language.SHELL);
  }

  private static String every(String folder) {
    return folder(folder) + "/*.log";
  }

  private static String folder(String written) {
    return written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
  }

  private void agent() {
    if (!hasAgent(bundle)) {
      return;
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    if (bundle.metrics()) {
      tree.put("metrics", metrics());
    }
    if (!bundle.logs().isEmpty()) {
      List<Map<String, Object>> collected = bundle.logs().stream().map(this::collected).toList();
      tree.put(
          "logs", Map.of("logs_collected", Map.of("files", Map.of("collect_list", collected))));
    }
    bundled.plain(
        ".platform/cloudwatch-agent.json",
        bundle.metrics() ? "metrics" : "logs",
        "what CloudWatch's agent sends",
        JsonWriter.write(tree));
  }

  /** Each machine's own, and those of all machines together, which an alarm looks at. */
  private static Map<String, Object> metrics() {
    Map<String, Object> memory = new LinkedHashMap<>();
    memory.put("measurement", List.of("mem_used_percent"));
    memory.put("append_dimensions", Map.of(DIMENSION, ENVIRONMENT));
    Map<String, Object> disk = new LinkedHashMap<>();
    disk.put("measurement", List.of("used_percent"));
    disk.put("resources", List.of("/"));
    disk.put("drop_device", true);
    disk.put("append_dimensions", Map.of(DIMENSION, ENVIRONMENT));
    Map<String, Object> collected = new LinkedHashMap<>();
    collected.put("mem", memory);
    collected.put("disk", disk);
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("append_dimensions", Map.of("InstanceId", "${aws:InstanceId}"));
    metrics.put("aggregation_dimensions", List.of(List.of(DIMENSION)));
    metrics.put("metrics_collected", collected);
    return metrics;
  }

  private Map<String, Object> collected(String folder) {
    Map<String, Object> collected = new LinkedHashMap<>();
    collected.put("file_path", every(folder));
    collected.put("log_group_name", bundle.logGroup());
    collected.put("log_stream_name", "{instance_id}");
    collected.put("publish_multi_logs", true);
    return collected;
  }

  private void plain(String path, String key, String why, String template, Language language) {
    bundled.plain(FOLDER + path, key, why, rendered(template, language));
  }

  private void script(String path, String key, String why, String template, Language language) {
    bundled.script(FOLDER + path, key, why, rendered(template, language));
  }

  private String rendered(String template, Language language) {
    return Templates.render("beanstalk/" + template, language, values(language));
  }

  private Map<String, Object> values(Language language) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("path", name(language, "tiers." + beanstalk.tier()));
    values.put("stack", name(language, beanstalk.application()));
    values.put("has_secrets", !bundle.secrets().isEmpty());
    values.put(
        "logs", bundle.logs().stream().map(folder -> name(language, folder(folder))).toList());
    return values;
  }

  private static Safe name(Language language, String text) {
    return Safe.name(language, text);
  }
}
