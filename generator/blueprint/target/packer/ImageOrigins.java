package blueprint.target.packer;

import blueprint.output.Origin;
import blueprint.plan.MachineGroup;
import blueprint.plan.MachineImage;
import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** Where the files of an image come from in the blueprint. */
final class ImageOrigins {

  private final Plan plan;
  private final MachineImage image;
  private final String path;
  private final List<Origin> origins = new ArrayList<>();

  private ImageOrigins(Plan plan, MachineImage image) {
    this.plan = plan;
    this.image = image;
    this.path = "images." + image.name();
  }

  /** One for each file of {@link ImageFiles}, and one for the template. */
  static List<Origin> of(Plan plan, MachineImage image) {
    return new ImageOrigins(plan, image).origins();
  }

  private List<Origin> origins() {
    origins.add(template());
    add("scripts/wait-for-cloud-init.sh", List.of(path), "runs before the recipe");
    add("scripts/" + image.name() + ".sh", List.of(path + ".recipe"), "the recipe");
    add("scripts/" + image.name() + ".clean-up.sh", List.of(path), "runs after the recipe");
    for (int i = 0; i < image.steps().size(); i++) {
      if (image.steps().get(i) instanceof MachineImage.File file) {
        add(uploaded(file.path()), List.of(path + ".recipe[" + i + "]"), "copied to the image");
      }
    }
    RecipeScript.programs(plan, image)
        .forEach(
            program -> add(uploaded(RecipeScript.programPath(plan, program)), asking(program), ""));
    MachineFeatures.swarm(plan, image)
        .ifPresent(
            swarm ->
                add(
                    uploaded(SwarmParts.DAEMON),
                    List.of("tiers." + swarm.tier()),
                    "how Docker is set up"));
    if (MachineFeatures.programs(plan, image)) {
      for (String unit : ImageFiles.unitPaths(plan, image)) {
        List<String> reads = List.of(path + ".recipe");
        origins.add(Origin.of(uploaded(unit), askingUnit(unit), "").reading(reads));
      }
    }
    return origins;
  }

  private Origin template() {
    String file = image.name() + ".json";
    List<String> names = List.of("amazon-ebs." + image.name());
    String why = "how Packer makes the image";
    return new Origin(file, 1, Origin.WHOLE, names, List.of(path), all(), why);
  }

  private List<String> asking(String program) {
    return switch (program) {
      case "settings" -> settings();
      case "lease" -> singletons();
      case "swarm", "swarm.py", "stack.py", "release", "renew" -> below("");
      case "pull" -> below(".deploy");
      default -> below(".services");
    };
  }

  private List<String> askingUnit(String unit) {
    for (MachineGroup.Service service : image.services()) {
      if (unit.endsWith("/" + service.unit() + ".service")) {
        return below(".services." + service.name());
      }
    }
    if (unit.endsWith("-swarm.service") || unit.contains("-renew.")) {
      return below("");
    }
    if (unit.contains("-pull.")) {
      return below(".deploy");
    }
    return unit.contains("-settings.") ? settings() : below(".services");
  }

  private List<String> settings() {
    List<String> paths = new ArrayList<>();
    for (MachineGroup group : MachineFeatures.groups(plan, image)) {
      if (group.settings().isPresent()) {
        paths.add("tiers." + group.tier() + ".settings");
      }
      if (!group.environment().isEmpty()) {
        paths.add("tiers." + group.tier() + ".env");
      }
    }
    return paths;
  }

  private List<String> singletons() {
    return image.services().stream()
        .filter(MachineGroup.Service::singleton)
        .flatMap(service -> below(".services." + service.name() + ".singleton").stream())
        .toList();
  }

  private List<String> below(String key) {
    return MachineFeatures.pathList(plan, image, key);
  }

  private String uploaded(String target) {
    return "files/" + image.name() + target;
  }

  /** What the services need is part of the image, and so of its name and its recipe. */
  private void add(String file, List<String> paths, String why) {
    Origin origin = Origin.of(file, paths.isEmpty() ? List.of(path) : paths, why);
    boolean general = file.equals("scripts/" + image.name() + ".sh");
    origins.add(general ? origin.reading(all()) : origin);
  }

  private List<String> all() {
    List<String> all = new ArrayList<>(List.of(path, "region", "tags"));
    all.addAll(below(".services"));
    all.addAll(settings());
    return all;
  }
}
