package blueprint.pipeline;

/** The documents in which the engines say what would change. */
public final class Proposal {

  /** Terraform's plan, as JSON. */
  public static final String TERRAFORM = "plan.json";

  /** CloudFormation's change set, as JSON. */
  public static final String CLOUDFORMATION = "change-set.json";

  /** The template that a stack is made from. */
  public static final String TEMPLATE = "template.yaml";

  private Proposal() {}

  /** What AWS found to be otherwise than the template says. */
  public static final String DRIFTS = "drifts.json";

  /** What runs in the environments of a program on Elastic Beanstalk. */
  public static String environments(String tier) {
    return "environments-" + tier + ".json";
  }

  /** Why an environment is not well. */
  public static String causes(String environment) {
    return "causes-" + environment + ".json";
  }

  /** What AWS is about to do with the platform of an environment. */
  public static String updates(String environment) {
    return "updates-" + environment + ".json";
  }
}
