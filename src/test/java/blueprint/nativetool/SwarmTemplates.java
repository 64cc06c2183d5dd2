package blueprint.nativetool;

import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The programs and units of a swarm's machine, as an image holds them. */
final class SwarmTemplates {
  private static final List<String> MODULES =
      List.of("machine.py", "filled.py", "swarm.py", "stack.py");
  private static final List<String> PROGRAMS =
      List.of("start", "ship-logs", "report", "swarm", "release", "renew", "pull");
  private static final List<String> UNITS =
      List.of("swarm.service", "renew.service", "renew.timer", "pull.service", "pull.timer");

  private SwarmTemplates() {}

  /** Writes the programs; returns the image's files. */
  static Path programs(Path folder) throws IOException {
    Path image = folder.resolve("shop/packer/files/machine");
    Path programs = Files.createDirectories(image.resolve("usr/local/lib/shop"));
    Map<String, Object> values = values(Language.PYTHON);
    for (List<String> names : List.of(MODULES, PROGRAMS)) {
      for (String name : names) {
        String text = Templates.render("machine/" + name, Language.PYTHON, values);
        Files.writeString(programs.resolve(name), text);
      }
    }
    return image;
  }

  /** Writes the units. */
  static List<Path> units(Path folder) throws IOException {
    for (String name : UNITS) {
      String text = Templates.render("machine/" + name, Language.SYSTEMD, values(Language.SYSTEMD));
      Files.writeString(folder.resolve("shop-" + name), text);
    }
    return UNITS.stream().map(name -> folder.resolve("shop-" + name)).toList();
  }

  private static Map<String, Object> values(Language language) {
    Map<String, Object> values = new HashMap<>();
    values.put("stack", Safe.name(language, "shop"));
    values.put("swarm_path", Safe.name(language, "tiers.app.swarm"));
    values.put("pull_every", Safe.name(language, "10min"));
    values.put("has_settings", false);
    values.put("has_report", true);
    values.put("has_swarm", true);
    values.put("has_live", true);
    return values;
  }
}
