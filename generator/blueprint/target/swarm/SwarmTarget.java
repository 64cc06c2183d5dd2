package blueprint.target.swarm;

import blueprint.output.Origin;
import blueprint.output.OutputFile;
import blueprint.output.OutputTree;
import blueprint.plan.Plan;
import blueprint.plan.Swarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Emits the {@code swarm} folder. */
public final class SwarmTarget {

  private static final String STACK_FILE = "docker-stack.yml";

  private SwarmTarget() {}

  /**
   * What is emitted.
   *
   * @param tree below {@code swarm}; empty where there is no swarm
   * @param origins of each file in it, and of each service in the stack file
   */
  public record Result(OutputTree tree, List<Origin> origins) {}

  /** Emits what is deployed to the swarm of a plan. */
  public static Result emit(Plan plan) {
    return plan.swarm()
        .map(swarm -> emit(plan, swarm))
        .orElseGet(() -> new Result(OutputTree.of(Map.of()), List.of()));
  }

  private static Result emit(Plan plan, Swarm swarm) {
    Map<String, OutputFile> files = new TreeMap<>();
    List<Origin> origins = new ArrayList<>();
    StackFile stack = StackFile.of(swarm);
    files.put(STACK_FILE, OutputFile.plain(stack.text()));
    origins.addAll(stack.origins(STACK_FILE));
    String path = "tiers." + swarm.tier();
    files.put("release.sh", OutputFile.script(SwarmScripts.release(plan, swarm)));
    origins.add(Origin.of("release.sh", List.of(path), "deploys the folder to the swarm"));
    if (!swarm.builds().isEmpty()) {
      files.put("build.sh", OutputFile.script(SwarmScripts.build(plan, swarm)));
      List<String> paths =
          swarm.builds().stream().map(b -> path + ".services." + b.service() + ".build").toList();
      origins.add(Origin.of("build.sh", paths, "what CI runs to build the images"));
    }
    swarm
        .pull()
        .ifPresent(
            pull -> {
              files.put("publish.sh", OutputFile.script(SwarmScripts.publish(plan, swarm, pull)));
              origins.add(
                  Origin.of("publish.sh", List.of(path + ".deploy"), "what CI runs to deploy"));
            });
    if (!swarm.loads().isEmpty()) {
      files.put("load.yml", OutputFile.plain(new LoadFile(swarm).text()));
      List<String> paths = swarm.loads().stream().map(LoadFile::path).toList();
      origins.add(Origin.of("load.yml", paths, "runs once, before the services"));
    }
    for (Swarm.Load load : swarm.loads()) {
      files.putAll(LoadFile.files(load));
      LoadFile.files(load)
          .keySet()
          .forEach(
              file ->
                  origins.add(
                      Origin.of(file, List.of(LoadFile.path(load)), "loaded into the database")));
    }
    for (KnownConfig config : KnownConfig.of(swarm)) {
      files.put(config.file(), OutputFile.plain(config.content()));
      origins.add(Origin.of(config.file(), config.paths(), "delivered to the containers"));
    }
    return new Result(OutputTree.of(files), origins);
  }
}
