package blueprint.ci;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a pipeline has to know of one blueprint.
 *
 * @param name of the service
 * @param file the blueprint, from the root of the repository
 * @param output the folder of all output, from there too
 * @param stages its environments, in the order in which they are applied
 */
public record Service(String name, String file, String output, List<Stage> stages) {

  public Service {
    stages = List.copyOf(stages);
  }

  /**
   * An environment.
   *
   * @param environment its name; empty when the blueprint has none
   * @param engine the one that hands over: {@code terraform}
   * @param buildsImages whether there are recipes of machine images
   */
  public record Stage(
      Optional<String> environment, String region, String engine, boolean buildsImages) {}

  /** The folder of a stage below that of all output; also what it is called in a pipeline. */
  String folder(Stage stage) {
    return stage.environment().map(environment -> name + "/" + environment).orElse(name);
  }

  /** A job of a stage: {@code apply-production}. */
  static String job(String work, Stage stage) {
    return stage.environment().map(environment -> work + "-" + environment).orElse(work);
  }

  /** The variable with the role that may look. No name holds an underscore or two hyphens. */
  String planRole(Stage stage) {
    String words = folder(stage).replace("/", "__").replace('-', '_');
    return "BLUEPRINT_PLAN_ROLE_" + words.toUpperCase(Locale.ROOT);
  }

  /** What of the repository the pipeline depends on. */
  List<String> paths(String pipeline) {
    return List.of(file, output.equals(".") ? name + "/**" : output + "/" + name + "/**", pipeline);
  }

  /** What marks the comment of this blueprint among all. */
  String marker() {
    return "<!-- blueprint " + name + " -->";
  }
}
