package blueprint.target.packer;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineImage;
import blueprint.plan.Plan;
import blueprint.plan.Swarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the tiers that use an image need of it. */
final class MachineFeatures {

  private MachineFeatures() {}

  /** The tiers that start from an image. */
  static List<MachineGroup> groups(Plan plan, MachineImage image) {
    return plan.machineGroups().stream().filter(g -> g.image().equals(image.name())).toList();
  }

  /** Whether machines run anything of ours: services, or a swarm. */
  static boolean programs(Plan plan, MachineImage image) {
    return !groups(plan, image).isEmpty();
  }

  /** The swarm whose machines start from an image. */
  static Optional<Swarm> swarm(Plan plan, MachineImage image) {
    boolean member = groups(plan, image).stream().anyMatch(group -> group.member().isPresent());
    return member ? plan.swarm() : Optional.empty();
  }

  /** Whether anything is rendered at boot: a settings file, or environment variables. */
  static boolean settings(Plan plan, MachineImage image) {
    return groups(plan, image).stream()
        .anyMatch(group -> group.settings().isPresent() || !group.environment().isEmpty());
  }

  /** Whether any service has environment variables. */
  static boolean environment(Plan plan, MachineImage image) {
    return groups(plan, image).stream().anyMatch(group -> !group.environment().isEmpty());
  }

  /** Whether any service runs on one machine only. */
  static boolean singletons(MachineImage image) {
    return image.services().stream().anyMatch(MachineGroup.Service::singleton);
  }

  /** The directories that settings files are written to. */
  static List<String> settingsDirectories(Plan plan, MachineImage image) {
    return groups(plan, image).stream()
        .flatMap(group -> group.settings().stream())
        .map(settings -> parent(settings.file()))
        .sorted()
        .distinct()
        .toList();
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash == 0 ? "/" : path.substring(0, slash);
  }

  /** The units beside the services' own, as file names. */
  static List<String> supportingUnits(Plan plan, MachineImage image) {
    List<String> units = new ArrayList<>();
    if (settings(plan, image)) {
      units.add(plan.name() + "-settings.service");
      units.add(plan.name() + "-settings.timer");
    }
    units.add(plan.name() + "-logs.service");
    if (plan.awaitsMachines()) {
      units.add(plan.name() + "-report.service");
    }
    swarm(plan, image)
        .ifPresent(
            swarm -> SwarmParts.units(swarm).forEach(unit -> units.add(plan.name() + "-" + unit)));
    return units;
  }

  /** Where the blueprint says something of the services of an image. */
  static String paths(Plan plan, MachineImage image, String below) {
    return String.join(", ", pathList(plan, image, below));
  }

  /** The same, one by one. */
  static List<String> pathList(Plan plan, MachineImage image, String below) {
    return groups(plan, image).stream().map(group -> "tiers." + group.tier() + below).toList();
  }
}
