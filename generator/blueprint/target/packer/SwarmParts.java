package blueprint.target.packer;

import blueprint.plan.Swarm;
import blueprint.text.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the machines of a swarm have more than others: Docker, and the programs that keep it. */
final class SwarmParts {

  /** How Docker itself is set up. */
  static final String DAEMON = "/etc/docker/daemon.json";

  private SwarmParts() {}

  /** The package of the distribution. */
  static final String PACKAGE = "docker.io";

  /** The programs, by file name. */
  static List<String> programs(Swarm swarm) {
    List<String> programs =
        new ArrayList<>(List.of("filled.py", "swarm.py", "stack.py", "swarm", "release", "renew"));
    if (swarm.pull().isPresent()) {
      programs.add("pull");
    }
    return programs;
  }

  /** Their units, without the stack's name in front. */
  static List<String> units(Swarm swarm) {
    List<String> units = new ArrayList<>(List.of("swarm.service", "renew.service", "renew.timer"));
    if (swarm.pull().isPresent()) {
      units.add("pull.service");
      units.add("pull.timer");
    }
    return units;
  }

  /**
   * Containers print to the journal, from where it is sent on, and gain no rights that they were
   * not started with.
   *
   * @see <a href="https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file">the
   *     keys</a>
   */
  static String daemon() {
    Map<String, Object> daemon = new LinkedHashMap<>();
    daemon.put("log-driver", "journald");
    daemon.put("log-opts", Map.of("tag", "{{.Name}}"));
    daemon.put("no-new-privileges", true);
    return JsonWriter.write(daemon);
  }
}
