package blueprint.target.overview;

import blueprint.pipeline.Delivery;
import blueprint.pipeline.Pipelines;
import blueprint.plan.Plan;
import blueprint.plan.Plan.Engine;
import blueprint.plan.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the README says differently of each engine. */
final class EngineWords {

  private final Plan plan;
  private final Delivery delivery;
  private final boolean terraform;
  private final boolean cloudFormation;

  private EngineWords(Plan plan, Map<String, String> imageNames) {
    this.plan = plan;
    this.delivery = Delivery.of(plan, imageNames);
    this.terraform = plan.isFor(Engine.TERRAFORM);
    this.cloudFormation = plan.isFor(Engine.CLOUDFORMATION);
  }

  /** The values of the README that depend on the engine. */
  static Map<String, Object> of(Plan plan, Map<String, String> imageNames) {
    return new EngineWords(plan, imageNames).values();
  }

  /** The files that a tier is written in, as links. */
  static String files(Plan plan, String tier) {
    List<String> files = new ArrayList<>();
    if (plan.isFor(Engine.TERRAFORM)) {
      files.add("terraform/" + tier.replace('-', '_') + ".tf");
    }
    if (plan.isFor(Engine.CLOUDFORMATION)) {
      files.add("cloudformation/template.yaml");
    }
    return files.stream()
        .map(file -> "[" + file + "](" + file + ")")
        .collect(Collectors.joining(", "));
  }

  /** What removes everything, in words that finish "neither". */
  static String destroyer(Plan plan) {
    return plan.isFor(Engine.TERRAFORM)
        ? "`terraform destroy`"
        : "`aws cloudformation delete-stack`";
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("kinds", OverviewTarget.reviewed("ordinary " + kinds()));
    values.put("terraform", terraform);
    values.put("cloudformation", cloudFormation);
    values.put("cloudformation_only", !terraform);
    values.put("both", terraform && cloudFormation);
    plan.engines().forEach(engine -> values.putAll(lines(engine)));
    values.put("has_protected", !delivery.protectedOnes().isEmpty());
    values.put("has_remains", !delivery.remains().isEmpty());
    values.put("remains", OverviewTarget.reviewed(String.join(", ", delivery.remains())));
    values.put("has_lasting_names", !secrets().isEmpty());
    return values;
  }

  private String kinds() {
    List<String> kinds = new ArrayList<>();
    if (terraform) {
      kinds.add("Terraform");
    }
    if (cloudFormation) {
      kinds.add("CloudFormation");
    }
    if (!plan.images().isEmpty()) {
      kinds.add("Packer");
    }
    int last = kinds.size() - 1;
    return last == 0
        ? kinds.get(0)
        : String.join(", ", kinds.subList(0, last)) + " and " + kinds.get(last);
  }

  private List<String> secrets() {
    return plan.secrets().stream()
        .filter(Secret.Generated.class::isInstance)
        .map(secret -> ((Secret.Generated) secret).accountName())
        .toList();
  }

  /** The commands that the handover runs, from the same source. */
  private Map<String, Object> lines(Engine engine) {
    String name = engine.name().toLowerCase(Locale.ROOT);
    return Map.of(
        name + "_apply",
        OverviewTarget.reviewed(Pipelines.apply(delivery, name).asking().strip()),
        name + "_destroy",
        OverviewTarget.reviewed(Pipelines.destroy(delivery, name).asking().strip()));
  }
}
