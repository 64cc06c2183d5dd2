package blueprint.target.cloudformation;

import blueprint.plan.Connection.Peer;
import blueprint.plan.Connection.Tier;
import blueprint.plan.Plan;
import java.util.List;

/** Who may talk to whom: a security group for each tier, and a rule at each end of a connection. */
final class SecurityLowering {

  SecurityLowering(Plan plan, NetworkReferences network) {}

  /** The id of an end's group. */
  static Expression groupId(Peer end) {
    return Expression.attribute("TODO", "GroupId");
  }

  /** The id of a tier's group. */
  static Expression groupId(String tier) {
    return groupId(new Tier(tier));
  }

  /**
   * The group of a tier and the rules of that group: first what reaches it, then what it reaches.
   */
  List<Resource> resources(String tier, String members, String why) {
    return List.of();
  }

  /** The logical ids of the rules at both ends of a tier's connections. */
  List<String> rulesAbout(String tier) {
    return List.of();
  }
}
