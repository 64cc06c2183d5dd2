package blueprint.target.cloudformation;

import blueprint.output.Lock;
import blueprint.text.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stack policy: which resources no update may replace or delete. */
final class StackPolicy {

  /** Its name in the folder. */
  static final String FILE = "stack-policy.json";

  private StackPolicy() {}

  /** Its text; none where there is nothing to keep. */
  static Optional<String> text(List<Lock.Stateful> guarded) {
    if (guarded.isEmpty()) {
      return Optional.empty();
    }
    List<String> resources =
        guarded.stream().map(s -> "LogicalResourceId/" + State.id(s)).sorted().toList();
    return Optional.of(
        JsonWriter.write(
            Map.of(
                "Statement",
                List.of(
                    statement("Allow", List.of("Update:*"), List.of("*")),
                    statement("Deny", List.of("Update:Replace", "Update:Delete"), resources)))));
  }

  private static Map<String, Object> statement(
      String effect, List<String> actions, List<String> resources) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", effect);
    statement.put("Action", actions);
    statement.put("Principal", "*");
    statement.put("Resource", resources);
    return statement;
  }
}
