package blueprint.target.packer;

import blueprint.plan.MachineImage;
import blueprint.plan.Plan;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Templates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The units that serve the services: their settings, and the shipping of their journal. */
final class SupportingUnit {

  private SupportingUnit() {}

  static String render(Plan plan, MachineImage image, String template) {
    List<String> directories = MachineFeatures.settingsDirectories(plan, image);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("stack", name(plan.name()));
    values.put("settings_path", name(MachineFeatures.paths(plan, image, ".settings")));
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
