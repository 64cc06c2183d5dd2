package blueprint.target.deploy;

import blueprint.output.Origin;
import blueprint.output.OutputFile;
import blueprint.output.OutputTree;
import blueprint.plan.Beanstalk;
import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Emits the {@code deploy} folder: for each program on Elastic Beanstalk a folder with scripts. */
public final class DeployTarget {

  private DeployTarget() {}

  /**
   * What is emitted.
   *
   * @param tree below {@code deploy}; empty where Elastic Beanstalk runs nothing
   * @param origins of each file in it
   */
  public record Result(OutputTree tree, List<Origin> origins) {}

  /** Emits the scripts of a plan. */
  public static Result emit(Plan plan) {
    Map<String, OutputFile> files = new TreeMap<>();
    List<Origin> origins = new ArrayList<>();
    for (Beanstalk beanstalk : plan.beanstalks()) {
      List<String> paths = List.of("tiers." + beanstalk.tier());
      DeployScripts.of(plan, beanstalk)
          .files()
          .forEach(
              (name, file) -> {
                String path = beanstalk.tier() + "/" + name;
                files.put(path, file);
                origins.add(Origin.of(path, paths, DeployScripts.why(name)));
              });
    }
    return new Result(OutputTree.of(files), origins);
  }
}
