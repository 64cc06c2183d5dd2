package blueprint.target.cloudformation;

import blueprint.plan.Database;
import java.util.List;
import java.util.stream.Stream;

/** What a stack says about its databases. */
final class DatabaseOutputs {

  private DatabaseOutputs() {}

  static List<Output> of(Stack stack) {
    return stack.plan().databases().stream()
        .map(Database::tier)
        .flatMap(tier -> Stream.of(endpoint(tier), secret(tier)))
        .toList();
  }

  private static Output endpoint(String tier) {
    return Output.of(
        LogicalIds.of(tier, "Endpoint"),
        "tiers." + tier,
        "Host and port of the database.",
        new Expression.Join(
            ":",
            List.of(
                DatabaseLowering.attribute(tier, "Endpoint.Address"),
                DatabaseLowering.attribute(tier, "Endpoint.Port"))));
  }

  private static Output secret(String tier) {
    return Output.of(
        LogicalIds.of(tier, "SecretArn"),
        "tiers." + tier,
        "Secret with the user name and password of the database.",
        DatabaseLowering.secretArn(tier));
  }
}
