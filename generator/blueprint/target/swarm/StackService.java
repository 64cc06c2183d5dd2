package blueprint.target.swarm;

import blueprint.plan.Swarm;
import blueprint.text.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One service of a stack file. */
final class StackService {

  /** Only the user that the container runs as reads its secrets. */
  private static final YamlWriter.AsTyped OWN = new YamlWriter.AsTyped("0400");

  private final Swarm.Service service;
  private final Map<String, Object> tree = new LinkedHashMap<>();

  private StackService(Swarm.Service service) {
    this.service = service;
  }

  static Map<String, Object> of(Swarm.Service service) {
    StackService whole = new StackService(service);
    whole.program();
    whole.files();
    whole.limits();
    whole.reach();
    whole.life();
    whole.tree.put("deploy", whole.deploy());
    return whole.tree;
  }

  private void program() {
    service.image().ifPresent(image -> tree.put("image", image));
    if (!service.command().isEmpty()) {
      tree.put("command", service.command());
    }
    tree.put("init", true);
    service.user().ifPresent(user -> tree.put("user", user));
    if (!service.environment().isEmpty()) {
      Map<Object, Object> variables = new LinkedHashMap<>();
      service
          .environment()
          .forEach((name, value) -> variables.put(new YamlWriter.AnyKey(name), value));
      tree.put("environment", variables);
    }
  }

  private void files() {
    if (!service.secrets().isEmpty()) {
      tree.put("secrets", service.secrets().stream().map(this::secret).toList());
    }
    if (!service.configs().isEmpty()) {
      tree.put("configs", service.configs().stream().map(StackService::config).toList());
    }
  }

  private Map<String, Object> secret(Swarm.File file) {
    Map<String, Object> secret = new LinkedHashMap<>();
    secret.put("source", file.name());
    secret.put("target", file.path().orElse(file.name()));
    service
        .user()
        .ifPresent(
            user -> {
              String[] ids = user.split(":", 2);
              secret.put("uid", ids[0]);
              secret.put("gid", ids[ids.length - 1]);
              secret.put("mode", OWN);
            });
    return secret;
  }

  private static Map<String, Object> config(Swarm.File file) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("source", file.name());
    config.put("target", file.path().orElse("/run/configs/" + file.name()));
    return config;
  }

  /** What it may do and write. */
  private void limits() {
    tree.put("cap_drop", List.of("ALL"));
    if (!service.capabilities().isEmpty()) {
      tree.put("cap_add", service.capabilities());
    }
    if (service.readOnly()) {
      tree.put("read_only", true);
    }
    List<String> writable = new ArrayList<>(List.of("/tmp"));
    service.writes().stream().filter(path -> !path.equals("/tmp")).forEach(writable::add);
    tree.put("tmpfs", writable);
  }

  private void reach() {
    tree.put("networks", List.of("services"));
    if (service.published()) {
      Map<String, Object> port = new LinkedHashMap<>();
      port.put("target", service.port().orElseThrow());
      port.put("published", service.port().orElseThrow());
      port.put("protocol", "tcp");
      port.put("mode", "ingress");
      tree.put("ports", List.of(port));
    }
  }

  private void life() {
    service
        .health()
        .ifPresent(
            health -> {
              List<String> test = new ArrayList<>(List.of("CMD"));
              test.addAll(health.command());
              Map<String, Object> check = new LinkedHashMap<>();
              check.put("test", test);
              check.put("interval", seconds(health.every()));
              check.put("timeout", seconds(health.timeout()));
              check.put("retries", health.retries());
              check.put("start_period", seconds(health.start()));
              tree.put("healthcheck", check);
            });
    tree.put("stop_grace_period", seconds(service.stopSeconds()));
  }

  private Map<String, Object> deploy() {
    Map<String, Object> deploy = new LinkedHashMap<>();
    deploy.put("replicas", service.replicas());
    deploy.put("update_config", update());
    Map<String, Object> back = new LinkedHashMap<>();
    back.put("parallelism", service.update().atOnce());
    back.put("order", order());
    deploy.put("rollback_config", back);
    deploy.put("restart_policy", restart());
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("cpus", service.cpus());
    limits.put("memory", new YamlWriter.AsTyped(service.memory() + "M"));
    deploy.put("resources", Map.of("limits", limits));
    deploy.put("placement", placement());
    return deploy;
  }

  private Map<String, Object> update() {
    Map<String, Object> update = new LinkedHashMap<>();
    update.put("parallelism", service.update().atOnce());
    update.put("delay", seconds(service.update().delay()));
    update.put("order", order());
    update.put("monitor", seconds(service.update().watch()));
    update.put("failure_action", "rollback");
    return update;
  }

  private String order() {
    return service.update().startFirst() ? "start-first" : "stop-first";
  }

  private static Map<String, Object> restart() {
    Map<String, Object> restart = new LinkedHashMap<>();
    restart.put("condition", "any");
    restart.put("delay", seconds(5));
    return restart;
  }

  private Map<String, Object> placement() {
    Map<String, Object> placement = new LinkedHashMap<>();
    if (service.placement() != Swarm.Placement.ANY) {
      boolean workers = service.placement() == Swarm.Placement.WORKERS;
      placement.put("constraints", List.of("node.role == " + (workers ? "worker" : "manager")));
    }
    placement.put("preferences", List.of(Map.of("spread", "node.labels.zone")));
    return placement;
  }

  private static YamlWriter.AsTyped seconds(int seconds) {
    return new YamlWriter.AsTyped(seconds + "s");
  }
}
