package blueprint.target.terraform;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Service;
import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** The table in which a machine holds the lease of a service that runs on one machine only. */
final class LeaseLowering {

  private LeaseLowering() {}

  /** The table. */
  static Block table(Plan plan) {
    return Block.resource("aws_dynamodb_table", "leases")
        .comment(paths(plan) + ": whoever holds the lease runs it")
        .skip("CKV_AWS_28", "a lease lives for a minute; there is nothing to restore")
        .skip("CKV_AWS_119", "encrypted with the key DynamoDB owns; a lease holds no secret")
        .set("name", plan.leaseTable().orElseThrow())
        .set("billing_mode", "PAY_PER_REQUEST")
        .set("hash_key", "id")
        .block("attribute", Body.EMPTY.set("name", "id").set("type", "S"))
        .block("ttl", Body.EMPTY.set("enabled", true).set("attribute_name", "expires"))
        .line()
        .set("tags", Stack.named(plan.leaseTable().orElseThrow()));
  }

  /** Where the blueprint says which services run on one machine only. */
  static String paths(Plan plan) {
    List<String> paths = new ArrayList<>();
    for (MachineGroup group : plan.machineGroups()) {
      group.services().stream()
          .filter(Service::singleton)
          .forEach(
              s -> paths.add("tiers." + group.tier() + ".services." + s.name() + ".singleton"));
    }
    return String.join(", ", paths);
  }
}
