package blueprint.target.cloudformation;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Service;
import blueprint.plan.Plan;
import blueprint.plan.Swarm;
import java.util.List;
import java.util.stream.Stream;

/** The leases by which a service runs on one machine only. */
final class LeaseLowering {

  private static final String TABLE = "LeaseTable";

  private LeaseLowering() {}

  /** Whether a group's machines compete for leases. */
  static boolean isHolder(MachineGroup group) {
    return hasSingletons(group)
        || group.member().filter(m -> m.role() == Swarm.Role.MANAGER).isPresent();
  }

  /** Whether a service of a group runs on one machine only. */
  static boolean hasSingletons(MachineGroup group) {
    return group.services().stream().anyMatch(Service::singleton);
  }

  /** Where the blueprint says what of the groups runs, or leads, on one machine only. */
  static List<String> paths(List<MachineGroup> groups) {
    return groups.stream().filter(LeaseLowering::isHolder).flatMap(LeaseLowering::paths).toList();
  }

  private static Stream<String> paths(MachineGroup group) {
    return group.member().isPresent()
        ? Stream.of(group.scalePath())
        : group.services().stream()
            .filter(Service::singleton)
            .map(s -> "tiers." + group.tier() + ".services." + s.name() + ".singleton");
  }

  /**
   * Where a service's lease is. Tiers that share an image share its services; one of that name in
   * another image is another service.
   */
  static JsonText.Fields place(MachineGroup group, Service service) {
    return JsonText.Fields.NONE
        .with("table", JsonText.string(Expression.ref(TABLE)))
        .with("key", group.image() + "/" + service.name());
  }

  /** Where the lease is by which the first manager of a swarm is chosen. */
  static JsonText.Fields place(Swarm swarm) {
    return JsonText.Fields.NONE
        .with("table", JsonText.string(Expression.ref(TABLE)))
        .with("key", swarm.election());
  }

  /** The ARN of the table. */
  static Expression tableArn() {
    return Expression.attribute(TABLE, "Arn");
  }

  static Resource table(Stack stack) {
    Plan plan = stack.plan();
    String name = plan.leaseTable().orElseThrow();
    Expression id = Expression.object().with("AttributeName", "id").with("AttributeType", "S");
    Expression key = Expression.object().with("AttributeName", "id").with("KeyType", "HASH");
    return Resource.of(TABLE, "AWS::DynamoDB::Table")
        .from(paths(plan.machineGroups()), "whoever holds the lease runs it")
        .skip("CKV_AWS_28", "a lease lives for a minute; there is nothing to restore")
        .skip("CKV_AWS_119", "encrypted with the key DynamoDB owns; a lease holds no secret")
        .skip("AwsSolutions-DDB3", "a lease lives for a minute; there is nothing to restore")
        .set("TableName", name)
        .set("BillingMode", "PAY_PER_REQUEST")
        .set("AttributeDefinitions", Expression.list(id))
        .set("KeySchema", Expression.list(key))
        .set(
            "TimeToLiveSpecification",
            Expression.object().with("AttributeName", "expires").with("Enabled", true))
        .set("Tags", stack.tags(name));
  }
}
