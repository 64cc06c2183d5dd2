package blueprint.target.beanstalk;

import blueprint.output.Origin;
import blueprint.output.OutputFile;
import blueprint.output.OutputTree;
import blueprint.plan.Beanstalk;
import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Emits the {@code beanstalk} folder. */
public final class BeanstalkTarget {

  private BeanstalkTarget() {}

  /**
   * What is emitted.
   *
   * @param tree below {@code beanstalk}: what goes into the root of a program's repository. Where
   *     there are several programs, each has a folder of its tier's name
   * @param origins of each file in it
   */
  public record Result(OutputTree tree, List<Origin> origins) {}

  /** Emits what travels with the programs of a plan. */
  public static Result emit(Plan plan) {
    Map<String, OutputFile> files = new TreeMap<>();
    List<Origin> origins = new ArrayList<>();
    for (Beanstalk beanstalk : plan.beanstalks()) {
      String folder = folder(plan, beanstalk);
      Bundled bundled = bundled(plan, beanstalk);
      bundled.files().forEach((path, file) -> files.put(folder + path, file));
      bundled
          .origins()
          .forEach(
              origin -> origins.add(folder.isEmpty() ? origin : origin.below(beanstalk.tier())));
    }
    return new Result(OutputTree.of(files), origins);
  }

  private static String folder(Plan plan, Beanstalk beanstalk) {
    return plan.beanstalks().size() == 1 ? "" : beanstalk.tier() + "/";
  }

  private static Bundled bundled(Plan plan, Beanstalk beanstalk) {
    Bundled bundled = new Bundled(beanstalk.tier());
    ToolConfig.add(bundled, plan.region(), beanstalk);
    Extensions.add(bundled, beanstalk);
    ProxyConfig.add(bundled, beanstalk);
    MachineFiles.add(bundled, beanstalk);
    Hooks.add(bundled, beanstalk);
    return bundled;
  }
}
