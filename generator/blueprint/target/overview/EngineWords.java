package blueprint.target.overview;

import blueprint.plan.Database;
import blueprint.plan.LoadBalancer;
import blueprint.plan.Names;
import blueprint.plan.Plan;
import blueprint.plan.Plan.Engine;
import blueprint.plan.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the README says differently of each engine. */
final class EngineWords {

  private final Plan plan;
  private final boolean terraform;
  private final boolean cloudFormation;

  private EngineWords(Plan plan) {
    this.plan = plan;
    this.terraform = plan.isFor(Engine.TERRAFORM);
    this.cloudFormation = plan.isFor(Engine.CLOUDFORMATION);
  }

  /** The values of the README that depend on the engine. */
  static Map<String, Object> of(Plan plan) {
    return new EngineWords(plan).values();
  }

  /** The shell's variable with the id of a machine image. */
  static String variable(String image) {
    return image.replace('-', '_') + "_image";
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
    values.put(
        "account",
        plan.account().stream()
            .map(id -> Map.of("account", (Object) OverviewTarget.reviewed(id)))
            .toList());
    values.put("parameters", OverviewTarget.reviewed(parameters()));
    values.put("has_policy", hasPolicy());
    values.put("has_protected", hasProtected());
    values.put("has_remains", !remains().isEmpty());
    values.put("remains", OverviewTarget.reviewed(String.join(", ", remains())));
    values.put("has_lasting_names", !secrets().isEmpty());
    return values;
  }

  private String kinds() {
    return (terraform ? "Terraform" : "")
        + (terraform && cloudFormation ? ", " : "")
        + (cloudFormation ? "CloudFormation" : "")
        + " and Packer";
  }

  private String parameters() {
    return plan.images().stream()
        .map(image -> image.name())
        .map(
            image ->
                "ParameterKey="
                    + Names.inLetters(image)
                    + "ImageId,ParameterValue=\"$"
                    + variable(image)
                    + "\"")
        .collect(Collectors.joining(" "));
  }

  private List<String> secrets() {
    return plan.secrets().stream()
        .filter(Secret.Generated.class::isInstance)
        .map(secret -> ((Secret.Generated) secret).accountName())
        .toList();
  }

  private boolean hasPolicy() {
    return !secrets().isEmpty()
        || !plan.databases().isEmpty()
        || plan.loadBalancers().stream()
            .anyMatch(balancer -> balancer.protect() && balancer.accessLogDays().isPresent());
  }

  private boolean hasProtected() {
    return plan.databases().stream().anyMatch(Database::protect)
        || plan.loadBalancers().stream().anyMatch(LoadBalancer::protect);
  }

  /** What the stack leaves behind. */
  private List<String> remains() {
    List<String> remains = new ArrayList<>();
    plan.databases().forEach(d -> remains.add("the last snapshot of `" + d.identifier() + "`"));
    secrets().forEach(secret -> remains.add("the secret `" + secret + "`"));
    plan.loadBalancers().stream()
        .filter(balancer -> balancer.protect() && balancer.accessLogDays().isPresent())
        .forEach(
            balancer ->
                remains.add("the bucket with the access logs of `" + balancer.name() + "`"));
    if (!plan.images().isEmpty()) {
      remains.add("the machine images with their snapshots");
    }
    return remains;
  }
}
