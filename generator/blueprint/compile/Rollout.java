package blueprint.compile;

import blueprint.compile.Understood.Meaning;
import blueprint.plan.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a pipeline has to know of a blueprint that compiles.
 *
 * @param service what the blueprint is called
 * @param stages its environments, in the order in which they are written
 */
public record Rollout(String service, List<Stage> stages) {

  public Rollout {
    stages = List.copyOf(stages);
  }

  /**
   * One environment.
   *
   * @param environment its name; empty when the blueprint has none
   * @param engines those that it is compiled for: {@code terraform}
   * @param buildsImages whether Packer has anything to build
   */
  public record Stage(
      Optional<String> environment, String region, List<String> engines, boolean buildsImages) {
    public Stage {
      engines = List.copyOf(engines);
    }
  }

  static Rollout of(Understood understood) {
    List<Stage> stages = understood.environments().stream().map(Rollout::stage).toList();
    String folder = understood.environments().get(0).folder();
    return new Rollout(folder.split("/", 2)[0], stages);
  }

  private static Stage stage(Meaning meaning) {
    Plan plan = meaning.plan().orElseThrow();
    List<String> engines =
        Arrays.stream(Plan.Engine.values())
            .filter(plan::isFor)
            .map(engine -> engine.name().toLowerCase(Locale.ROOT))
            .toList();
    return new Stage(
        meaning.environment().name(), plan.region(), engines, !plan.images().isEmpty());
  }
}
