package blueprint.target.packer;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineImage;
import blueprint.plan.Plan;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Systemd;
import blueprint.text.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service as a hardened systemd unit. */
final class ServiceUnit {

  private ServiceUnit() {}

  static String render(Plan plan, MachineImage image, MachineGroup.Service service) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("path", name(MachineFeatures.paths(plan, image, ".services." + service.name())));
    values.put("stack", name(plan.name()));
    values.put("service", name(service.name()));
    values.put("user", name(service.user()));
    values.put("group", name(service.group()));
    values.put("directory", name(service.directory()));
    values.put("has_settings", MachineFeatures.settings(plan, image));
    values.put("has_environment", MachineFeatures.environment(plan, image));
    values.put("singleton", service.singleton());
    values.put("command", Systemd.command(command(plan, service)));
    values.put("stop_seconds", name(Integer.toString(service.stopSeconds())));
    values.put("has_writes", !service.writes().isEmpty());
    values.put("writes", name(String.join(" ", service.writes())));
    values.put("low_port", service.port().isPresent() && service.port().getAsInt() < 1024);
    return Templates.render("machine/service", Language.SYSTEMD, values);
  }

  private static List<String> command(Plan plan, MachineGroup.Service service) {
    if (!service.singleton()) {
      return service.words();
    }
    List<String> words = new ArrayList<>();
    words.addAll(List.of(RecipeScript.programPath(plan, "lease"), service.name(), "--"));
    words.addAll(service.words());
    return words;
  }

  private static Safe name(String text) {
    return Safe.name(Language.SYSTEMD, text);
  }
}
