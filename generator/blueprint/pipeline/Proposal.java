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
}
