package blueprint.target.packer;

import blueprint.plan.MachineImage;
import blueprint.plan.Plan;
import blueprint.plan.Swarm;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Templates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The units that serve the services: their settings, and the shipping of their journal. */
final class SupportingUnit {

  private SupportingUnit() {}

  static String render(Plan plan, MachineImage image, String template) {
    List<String> directories = MachineFeatures.settingsDirectories(plan, image);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("stack", name(plan.name()));
    values.put("settings_path", name(MachineFeatures.paths(plan, image, ".settings")));
    Optional<Swarm> swarm = MachineFeatures.swarm(plan, image);
    values.put("swarm_path", name(swarm.map(s -> "tiers." + s.tier()).orElse("")));
    values.put(
        "pull_every", name(swarm.flatMap(Swarm::pull).map(pull -> pull.every() + "s").orElse("")));
    values.put("services_path", name(MachineFeatures.paths(plan, image, ".services")));
    values.put("has_environment", MachineFeatures.environment(plan, image));
    values.put("has_settings_directories", !directories.isEmpty());
    values.put("settings_directories", name(String.join(" ", directories)));
    return Templates.render(template, Language.SYSTEMD, values);
  }

  private static Safe name(String text) {
    return Safe.name(Language.SYSTEMD, text);
  }
}
