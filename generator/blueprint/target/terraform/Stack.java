package blueprint.target.terraform;

import blueprint.plan.Plan;
import java.util.Map;

/**
 * What every part of a configuration can refer to.
 *
 * @param imageNames the exact name of each machine image in the account, by its name in the plan
 */
record Stack(
    Plan plan,
    Map<String, String> imageNames,
    NetworkReferences network,
    SecurityLowering security) {

  static Stack of(Plan plan, Map<String, String> imageNames) {
    NetworkReferences network = new NetworkReferences(plan);
    return new Stack(plan, Map.copyOf(imageNames), network, new SecurityLowering(plan, network));
  }

  /** A name in the account: that of the stack, and a word. */
  String name(String word) {
    return plan.name() + "-" + word;
  }

  /** The id of the account; {@link NetworkLowering} writes the data source behind it. */
  static Expression.Code account() {
    return Expression.reference("data.aws_caller_identity.current.account_id");
  }

  /** The tag by which people find things in the console. */
  static Expression named(String name) {
    return Expression.object().with("Name", name);
  }

  /** The same where each instance of a block has a name of its own. */
  static Expression named(String start, String reference) {
    return Expression.object()
        .with("Name", Expression.template(start, Expression.reference(reference)));
  }
}
