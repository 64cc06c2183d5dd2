package blueprint.target.packer;

import blueprint.output.OutputFile;
import blueprint.plan.MachineGroup;
import blueprint.plan.MachineImage;
import blueprint.plan.Plan;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Templates;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that is copied to the build machine: scripts, and the files that they install. */
final class ImageFiles {

  private static final String UNITS = "/etc/systemd/system/";

  private final Plan plan;
  private final MachineImage image;
  private final Map<String, OutputFile> files = new TreeMap<>();

  private ImageFiles(Plan plan, MachineImage image) {
    this.plan = plan;
    this.image = image;
  }

  static Map<String, OutputFile> of(Plan plan, MachineImage image) {
    return new ImageFiles(plan, image).files();
  }

  private Map<String, OutputFile> files() {
    scripts();
    recipeFiles();
    if (MachineFeatures.programs(plan, image)) {
      programs();
      units();
    }
    if (MachineFeatures.swarm(plan, image).isPresent()) {
      uploaded(SwarmParts.DAEMON, OutputFile.plain(SwarmParts.daemon()));
    }
    return files;
  }

  private void scripts() {
    Map<String, Object> values =
        Map.of(
            "image", Safe.name(Language.SHELL, image.name()),
            "has_swarm", MachineFeatures.swarm(plan, image).isPresent());
    files.put(
        "scripts/wait-for-cloud-init.sh",
        script(Templates.render("packer/wait-for-cloud-init.sh", Language.SHELL, Map.of())));
    files.put("scripts/" + image.name() + ".sh", script(RecipeScript.render(plan, image)));
    files.put(
        "scripts/" + image.name() + ".clean-up.sh",
        script(Templates.render("packer/clean-up.sh", Language.SHELL, values)));
  }

  private void recipeFiles() {
    for (MachineImage.Step step : image.steps()) {
      if (step instanceof MachineImage.File file) {
        uploaded(file.path(), OutputFile.plain(file.content()));
      }
    }
  }

  private void programs() {
    Map<String, Object> values =
        Map.of(
            "stack", Safe.name(Language.PYTHON, plan.name()),
            "has_settings", MachineFeatures.settings(plan, image),
            "has_report", plan.awaitsMachines(),
            "has_swarm", MachineFeatures.swarm(plan, image).isPresent(),
            "has_live", plan.awaitsMachines() || MachineFeatures.swarm(plan, image).isPresent());
    for (String program : RecipeScript.programs(plan, image)) {
      String text = Templates.render("machine/" + program, Language.PYTHON, values);
      boolean module = program.endsWith(".py");
      uploaded(
          RecipeScript.programPath(plan, program),
          module ? OutputFile.plain(text) : OutputFile.script(text));
    }
  }

  private void units() {
    for (MachineGroup.Service service : image.services()) {
      uploaded(
          UNITS + service.unit() + ".service",
          OutputFile.plain(ServiceUnit.render(plan, image, service)));
    }
    for (String unit : MachineFeatures.supportingUnits(plan, image)) {
      String template = "machine/" + unit.substring(plan.name().length() + 1);
      uploaded(UNITS + unit, OutputFile.plain(SupportingUnit.render(plan, image, template)));
    }
  }

  private void uploaded(String path, OutputFile file) {
    files.put("files/" + image.name() + path, file);
  }

  private static OutputFile script(String text) {
    return OutputFile.script(text);
  }

  /** The units of an image, in the order in which they are installed. */
  static List<String> unitPaths(Plan plan, MachineImage image) {
    List<String> units = new java.util.ArrayList<>(MachineFeatures.supportingUnits(plan, image));
    image.services().forEach(service -> units.add(service.unit() + ".service"));
    return units.stream().map(unit -> UNITS + unit).toList();
  }
}
