package blueprint.target.cloudformation;

import blueprint.plan.Database;
import java.util.List;
import java.util.stream.Stream;

/** What a stack says about its databases. */
final class DatabaseOutputs {

  private DatabaseOutputs() {}

  static List<Output> of(Stack stack) {
    return stack.plan().databases().stream()
        .flatMap(database -> Stream.of(endpoint(database), secret(database)))
        .toList();
  }

  private static Output endpoint(Database database) {
    return Output.of(
        LogicalIds.of(database.tier(), "Endpoint"),
        "tiers." + database.tier(),
        "Host and port of the database.",
        new Expression.Join(
            ":",
            List.of(
                DatabaseLowering.attribute(database, "Endpoint.Address"),
                DatabaseLowering.attribute(database, "Endpoint.Port"))));
  }

  private static Output secret(Database database) {
    return Output.of(
        LogicalIds.of(database.tier(), "SecretArn"),
        "tiers." + database.tier(),
        "Secret with the user name and password of the database.",
        DatabaseLowering.secretArn(database));
  }
}
