package blueprint.target.terraform;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Service;
import blueprint.plan.Plan;
import blueprint.plan.Swarm;
import java.util.List;
import java.util.stream.Stream;

/** The leases by which a service runs on one machine only. */
final class LeaseLowering {

  private static final String TABLE = "aws_dynamodb_table.leases";

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
  static Expression place(MachineGroup group, Service service) {
    return Expression.object()
        .with("table", Expression.reference(TABLE + ".name"))
        .with("key", group.image() + "/" + service.name())
        .inline();
  }

  /** Where the lease is by which the first manager of a swarm is chosen. */
  static Expression place(Swarm swarm) {
    return Expression.object()
        .with("table", Expression.reference(TABLE + ".name"))
        .with("key", swarm.election())
        .inline();
  }

  /** The ARN of the table. */
  static Expression tableArn() {
    return Expression.reference(TABLE + ".arn");
  }

  static Block table(Plan plan) {
    String name = plan.leaseTable().orElseThrow();
    return Block.resource("aws_dynamodb_table", "leases")
        .from(paths(plan.machineGroups()), "whoever holds the lease runs it")
        .skip("CKV_AWS_28", "a lease lives for a minute; there is nothing to restore")
        .skip("CKV_AWS_119", "encrypted with the key DynamoDB owns; a lease holds no secret")
        .set("name", name)
        .set("billing_mode", "PAY_PER_REQUEST")
        .set("hash_key", "id")
        .block("attribute", Body.EMPTY.set("name", "id").set("type", "S"))
        .block("ttl", Body.EMPTY.set("enabled", true).set("attribute_name", "expires"))
        .line()
        .set("tags", Stack.named(name));
  }
}
