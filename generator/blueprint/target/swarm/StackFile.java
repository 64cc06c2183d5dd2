package blueprint.target.swarm;

import blueprint.output.Origin;
import blueprint.plan.Swarm;
import blueprint.plan.Value;
import blueprint.text.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The stack file: what {@code docker stack deploy} reads.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/stack/deploy/">docker stack deploy</a>
 */
final class StackFile {

  private static final String NETWORK = "services";

  private static final String BUILT = "its image is the one in images.json, which build.sh writes";

  /** Of the format: older engines want it, and what is laid over the file has to have the same. */
  static final String VERSION = "\"3.8\"";

  private final Swarm swarm;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, int[]> places = new LinkedHashMap<>();

  private StackFile(Swarm swarm) {
    this.swarm = swarm;
  }

  static StackFile of(Swarm swarm) {
    StackFile file = new StackFile(swarm);
    file.write();
    return file;
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  /** One for the whole file, and one for each service in it. */
  List<Origin> origins(String file) {
    String path = path("");
    List<Origin> origins = new ArrayList<>();
    origins.add(Origin.of(file, List.of(path + "services"), "what runs in the swarm"));
    places.forEach(
        (service, place) ->
            origins.add(
                new Origin(
                    file,
                    place[0],
                    place[1],
                    List.of(swarm.name() + "_" + service),
                    List.of(path + "services." + service),
                    List.of(),
                    "")));
    return origins;
  }

  private void write() {
    head();
    lines.add("services:");
    String before = "";
    for (Swarm.Service service : swarm.services()) {
      if (!before.isEmpty()) {
        lines.add("");
      }
      before = service.name();
      String path = path("services." + service.name());
      int first = lines.size() + 1;
      lines.add("  # " + path);
      if (service.image().isEmpty()) {
        lines.add("  # " + BUILT);
      }
      indented(Map.of(new YamlWriter.AnyKey(service.name()), StackService.of(service)));
      places.put(service.name(), new int[] {first, lines.size()});
    }
    section("networks", Map.of(NETWORK, Map.of("driver", "overlay")));
    section("secrets", objects(used(swarm.secrets(), Swarm.Service::secrets)));
    section("configs", configs());
  }

  private void head() {
    lines.add("# The services of " + swarm.name() + ", for docker stack deploy.");
    lines.add("# Nothing is filled in from the shell: each dollar is doubled.");
    if (!swarm.secrets().isEmpty() || !swarm.liveConfigs().isEmpty()) {
      lines.add("# A manager adds the versions of secrets and addresses when it deploys.");
    }
    lines.add("");
    lines.add("version: " + VERSION);
    lines.add("");
  }

  private void section(String name, Map<?, ?> content) {
    if (!content.isEmpty()) {
      lines.add("");
      YamlWriter.write(Map.of(name, escaped(content))).lines().forEach(lines::add);
    }
  }

  private void indented(Map<?, ?> content) {
    YamlWriter.write((Map<?, ?>) escaped(content))
        .lines()
        .map(line -> line.isEmpty() ? line : "  " + line)
        .forEach(lines::add);
  }

  private Map<Object, Object> configs() {
    Map<Object, Object> configs = new LinkedHashMap<>();
    for (KnownConfig config : KnownConfig.of(swarm)) {
      Map<String, Object> known = new LinkedHashMap<>();
      known.put("name", config.versioned());
      known.put("file", "./" + config.file());
      configs.put(new YamlWriter.AnyKey(config.name()), known);
    }
    configs.putAll(objects(used(swarm.liveConfigs(), Swarm.Service::configs)));
    return configs;
  }

  /** The files that a service has; others are for loading databases. */
  private List<String> used(
      Map<String, Value> files, Function<Swarm.Service, List<Swarm.File>> kind) {
    return files.keySet().stream()
        .filter(
            name ->
                swarm.services().stream()
                    .flatMap(service -> kind.apply(service).stream())
                    .anyMatch(file -> file.name().equals(name)))
        .toList();
  }

  /** What the deploying machine makes and names. */
  static Map<Object, Object> objects(List<String> names) {
    Map<Object, Object> objects = new LinkedHashMap<>();
    names.forEach(name -> objects.put(new YamlWriter.AnyKey(name), Map.of("external", true)));
    return objects;
  }

  private String path(String below) {
    return "tiers." + swarm.tier() + "." + below;
  }

  /** Text with each dollar doubled: Docker fills in what follows a single one. */
  static Object escaped(Object value) {
    if (value instanceof String text) {
      return text.replace("$", "$$");
    }
    if (value instanceof List<?> list) {
      return list.stream().map(StackFile::escaped).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> escaped = new LinkedHashMap<>();
      map.forEach((key, member) -> escaped.put(key, escaped(member)));
      return escaped;
    }
    return value;
  }
}
