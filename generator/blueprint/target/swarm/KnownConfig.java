package blueprint.target.swarm;

import blueprint.output.OutputFile;
import blueprint.plan.Swarm;
import blueprint.plan.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A file for containers whose content is known here. Swarm never changes a config, so its name
 * carries a digest: another content is another config, and the services are rolled over to it.
 *
 * @param paths where the blueprint says what stands in it
 */
record KnownConfig(String name, String content, List<String> paths) {

  private static final int DIGEST = 12;

  static List<KnownConfig> of(Swarm swarm) {
    List<KnownConfig> configs = new ArrayList<>();
    swarm
        .knownConfigs()
        .forEach(
            (name, value) -> configs.add(new KnownConfig(name, text(value), paths(swarm, name))));
    return configs;
  }

  /** Its file, below the folder of the stack file. */
  String file() {
    return "configs/" + name;
  }

  /** What the swarm calls it. */
  String versioned() {
    return name + "_" + OutputFile.plain(content).digest().substring(0, DIGEST);
  }

  private static String text(Value value) {
    StringBuilder out = new StringBuilder();
    value.parts().forEach(part -> out.append(((Value.Literal) part).text()));
    return out.toString();
  }

  private static List<String> paths(Swarm swarm, String name) {
    return swarm.services().stream()
        .filter(service -> service.configs().stream().anyMatch(file -> file.name().equals(name)))
        .map(
            service -> "tiers." + swarm.tier() + ".services." + service.name() + ".configs." + name)
        .toList();
  }
}
