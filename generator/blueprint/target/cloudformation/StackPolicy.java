package blueprint.target.cloudformation;

import blueprint.text.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stack policy: which resources no update may replace or delete. */
final class StackPolicy {

  /** Its name in the folder. */
  static final String FILE = "stack-policy.json";

  private StackPolicy() {}

  /**
   * Its text; none where nothing holds data. Where all that does may go, it says so, because a
   * policy that was set before stays until another one is.
   */
  static Optional<String> text(State state) {
    if (state.all().isEmpty()) {
      return Optional.empty();
    }
    List<Object> statements = new ArrayList<>();
    statements.add(statement("Allow", List.of("Update:*"), List.of("*")));
    List<String> guarded =
        state.guarded().stream().map(s -> "LogicalResourceId/" + State.id(s)).sorted().toList();
    if (!guarded.isEmpty()) {
      statements.add(statement("Deny", List.of("Update:Replace", "Update:Delete"), guarded));
    }
    return Optional.of(JsonWriter.write(Map.of("Statement", statements)));
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
