package blueprint.target.packer;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineImage;
import blueprint.plan.Plan;
import blueprint.plan.Swarm;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Shell;
import blueprint.text.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The recipe as a shell script whose every step looks before it acts. */
final class RecipeScript {

  private final Plan plan;
  private final MachineImage image;

  private RecipeScript(Plan plan, MachineImage image) {
    this.plan = plan;
    this.image = image;
  }

  static String render(Plan plan, MachineImage image) {
    return new RecipeScript(plan, image).render();
  }

  private String render() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("image", name(image.name()));
    values.put("stack", name(plan.name()));
    Optional<Swarm> swarm = MachineFeatures.swarm(plan, image);
    values.put("has_packages", hasPrograms() || has(MachineImage.Packages.class));
    values.put("has_group", has(MachineImage.Group.class));
    values.put("has_user", has(MachineImage.User.class));
    values.put("has_directory", has(MachineImage.Directories.class));
    values.put("has_file", hasPrograms() || has(MachineImage.File.class));
    values.put(
        "has_run", runs().anyMatch(run -> run.creates().isEmpty() && run.watches().isEmpty()));
    values.put("has_creates", runs().anyMatch(run -> run.creates().isPresent()));
    values.put(
        "has_watches", runs().anyMatch(run -> run.creates().isEmpty() && !run.watches().isEmpty()));
    values.put("steps", steps());
    values.put("has_services", !image.services().isEmpty());
    values.put("has_programs", hasPrograms());
    values.put("has_swarm", swarm.isPresent());
    values.put("swarm_path", name(swarm.map(s -> "tiers." + s.tier()).orElse("")));
    values.put("docker", name(SwarmParts.PACKAGE));
    values.put("daemon", file(SwarmParts.DAEMON, "root", "root", "0644"));
    values.put("services_path", name(MachineFeatures.paths(plan, image, ".services")));
    values.put("installed", installed());
    values.put("verified", image.services().stream().map(this::verified).toList());
    return Templates.render("packer/recipe.sh", Language.SHELL, values);
  }

  private boolean hasPrograms() {
    return MachineFeatures.programs(plan, image);
  }

  private boolean has(Class<? extends MachineImage.Step> kind) {
    return image.steps().stream().anyMatch(kind::isInstance);
  }

  private Stream<MachineImage.Run> runs() {
    return image.steps().stream()
        .filter(MachineImage.Run.class::isInstance)
        .map(MachineImage.Run.class::cast);
  }

  private List<Object> steps() {
    List<Object> steps = new ArrayList<>();
    for (int i = 0; i < image.steps().size(); i++) {
      String path = "images." + image.name() + ".recipe[" + i + "]";
      steps.add(Map.of("path", name(path), "lines", lines(image.steps().get(i))));
    }
    return steps;
  }

  private static List<Safe> lines(MachineImage.Step step) {
    if (step instanceof MachineImage.Packages packages) {
      return List.of(call("packages", packages.names()));
    }
    if (step instanceof MachineImage.Group group) {
      return List.of(call("group", system(List.of(group.name()), group.system())));
    }
    if (step instanceof MachineImage.User user) {
      List<String> words = List.of(user.name(), user.group(), user.home(), user.shell());
      return List.of(call("user", system(words, user.system())));
    }
    if (step instanceof MachineImage.Directories directories) {
      return directories.directories().stream()
          .map(d -> call("directory", List.of(d.path(), d.owner(), d.group(), mode(d.mode()))))
          .toList();
    }
    if (step instanceof MachineImage.Run run) {
      return List.of(run(run));
    }
    MachineImage.File file = (MachineImage.File) step;
    return List.of(file(file.path(), file.owner(), file.group(), file.mode()));
  }

  private static List<String> system(List<String> words, boolean system) {
    List<String> all = new ArrayList<>(words);
    if (system) {
      all.add("--system");
    }
    return all;
  }

  private static Safe run(MachineImage.Run run) {
    Safe command = Shell.quote(run.command());
    if (run.creates().isPresent()) {
      return line(name("run_creating"), Shell.word(run.creates().get()), command);
    }
    if (run.watches().isEmpty()) {
      return line(name("run"), command);
    }
    return line(name("run_when_changed"), command, Shell.words(run.watches()));
  }

  private List<Safe> installed() {
    List<Safe> lines = new ArrayList<>();
    programs(plan, image)
        .forEach(
            program ->
                lines.add(
                    file(
                        programPath(plan, program),
                        "root",
                        "root",
                        program.endsWith(".py") ? "0644" : "0755")));
    ImageFiles.unitPaths(plan, image)
        .forEach(unit -> lines.add(file(unit, "root", "root", "0644")));
    return lines;
  }

  private Map<String, Object> verified(MachineGroup.Service service) {
    List<Safe> lines = new ArrayList<>();
    lines.add(call("can_run", List.of(service.user(), service.words().get(0))));
    if (service.singleton()) {
      lines.add(call("can_run", List.of(service.user(), programPath(plan, "lease"))));
    }
    String path = MachineFeatures.paths(plan, image, ".services." + service.name());
    return Map.of("path", name(path), "lines", lines);
  }

  /** The programs that the machines of an image run at boot and beside the services. */
  static List<String> programs(Plan plan, MachineImage image) {
    if (!MachineFeatures.programs(plan, image)) {
      return List.of();
    }
    List<String> programs = new ArrayList<>(List.of("machine.py", "start"));
    if (MachineFeatures.settings(plan, image)) {
      programs.addAll(List.of("filled.py", "settings"));
    }
    if (MachineFeatures.singletons(image)) {
      programs.add("lease");
    }
    programs.add("ship-logs");
    if (plan.awaitsMachines()) {
      programs.add("report");
    }
    MachineFeatures.swarm(plan, image)
        .ifPresent(
            swarm ->
                SwarmParts.programs(swarm).stream()
                    .filter(program -> !programs.contains(program))
                    .forEach(programs::add));
    return programs;
  }

  /** Where a program is installed. */
  static String programPath(Plan plan, String program) {
    return "/usr/local/lib/" + plan.name() + "/" + program;
  }

  private static Safe file(String path, String owner, String group, String mode) {
    return call("file", List.of(path, owner, group, mode(mode)));
  }

  /** As {@code stat} prints it. */
  private static String mode(String octal) {
    return Integer.toOctalString(Integer.parseInt(octal, 8));
  }

  private static Safe call(String function, List<String> words) {
    return line(name(function), Shell.words(words));
  }

  private static Safe line(Safe... parts) {
    return Safe.line(List.of(parts));
  }

  private static Safe name(String text) {
    return Safe.name(Language.SHELL, text);
  }
}
