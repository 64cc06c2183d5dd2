package blueprint.pipeline;

/** The documents in which the engines say what would change. */
public final class Proposal {

  /** Terraform's plan, as JSON. */
  public static final String TERRAFORM = "plan.json";

  /** CloudFormation's change set, as JSON. */
  public static final String CLOUDFORMATION = "change-set.json";

  private Proposal() {}
}
