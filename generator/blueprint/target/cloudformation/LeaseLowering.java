package blueprint.target.cloudformation;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Service;
import blueprint.plan.Plan;
import java.util.List;

/** The leases by which a service runs on one machine only. */
final class LeaseLowering {

  private static final String TABLE = "LeaseTable";

  private LeaseLowering() {}

  /** Whether a group's machines compete for leases. */
  static boolean isHolder(MachineGroup group) {
    return group.services().stream().anyMatch(Service::singleton);
  }

  /** Where the blueprint says which services of the groups run on one machine only. */
  static List<String> paths(List<MachineGroup> groups) {
    return groups.stream()
        .flatMap(
            group ->
                group.services().stream()
                    .filter(Service::singleton)
                    .map(s -> "tiers." + group.tier() + ".services." + s.name() + ".singleton"))
        .toList();
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
