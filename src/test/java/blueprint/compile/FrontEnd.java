package blueprint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.output.OutputTree;
import blueprint.plan.Plan;
import blueprint.source.SourceReader;
import blueprint.target.cloudformation.WithoutCdk;
import blueprint.target.overview.OverviewTarget;
import blueprint.target.packer.PackerTarget;
import blueprint.target.swarm.SwarmTarget;
import blueprint.target.terraform.WithoutNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The compiler without Node: thousands of blueprints in seconds. */
public final class FrontEnd {

  /** Where the template is, in the folder of an environment. */
  static final String TEMPLATE = "cloudformation/template.yaml";

  private FrontEnd() {}

  /** Whether bytes are planned rather than refused. */
  static boolean plans(byte[] bytes, Diagnostics found) {
    return plan(bytes, found).isPresent();
  }

  /** The plan of each environment, by its folder; nothing when there are errors. */
  static Optional<Map<String, Plan>> plan(byte[] bytes, Diagnostics found) {
    Understood understood = Understood.alone(SourceReader.decode("mutant.yaml", bytes));
    found.addAll(understood.problems());
    if (found.hasErrors()) {
      return Optional.empty();
    }
    Map<String, Plan> plans = new TreeMap<>();
    understood
        .environments()
        .forEach(meaning -> plans.put(meaning.folder(), meaning.plan().orElseThrow()));
    assertThat(plans).isNotEmpty();
    return Optional.of(plans);
  }

  /**
   * All files, each by its path; those of the engines as they are before these. There is no
   * template where an override is refused.
   */
  static Map<String, String> files(Map<String, Plan> plans) {
    Map<String, String> files = new TreeMap<>();
    plans.forEach(
        (folder, plan) -> {
          PackerTarget.Result packer = PackerTarget.emit(plan);
          OutputTree tree =
              OverviewTarget.emit(plan, packer.imageNames())
                  .with("packer", packer.tree())
                  .with("swarm", SwarmTarget.emit(plan).tree());
          tree.files().forEach((path, file) -> files.put(folder + "/" + path, file.text()));
          WithoutNode.emit(plan, packer.imageNames())
              .forEach((name, text) -> files.put(folder + "/terraform/" + name, text));
          if (plan.isFor(Plan.Engine.CLOUDFORMATION)) {
            WithoutCdk.emit(plan, packer.imageNames())
                .ifPresent(text -> files.put(folder + "/" + TEMPLATE, text));
          }
        });
    return files;
  }
}
