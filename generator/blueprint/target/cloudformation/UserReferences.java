package blueprint.target.cloudformation;

import blueprint.plan.Json;
import blueprint.plan.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a user's own data refers to, as far as it says so in CloudFormation's long form. */
final class UserReferences {

  private final Set<String> ids = new TreeSet<>();

  private UserReferences() {}

  /** The ids after {@code Ref}, {@code Fn::GetAtt} and {@code DependsOn}. */
  static Set<String> of(Json json) {
    UserReferences references = new UserReferences();
    references.collect(json);
    return references.ids;
  }

  private void collect(Json json) {
    if (json instanceof Json.Sequence list) {
      list.items().forEach(this::collect);
    } else if (json instanceof Json.Mapping mapping) {
      mapping.members().forEach(this::member);
    }
  }

  private void member(String key, Json value) {
    switch (key) {
      case "Ref", "DependsOn" -> texts(value).forEach(ids::add);
      case "Fn::GetAtt" ->
          texts(value).stream().limit(1).map(text -> text.split("\\.", 2)[0]).forEach(ids::add);
      default -> collect(value);
    }
  }

  private static List<String> texts(Json value) {
    List<Json> all = value instanceof Json.Sequence list ? list.items() : List.of(value);
    return all.stream()
        .flatMap(item -> item instanceof Json.Text text ? text.value().parts().stream() : null)
        .flatMap(part -> part instanceof Value.Literal literal ? List.of(literal).stream() : null)
        .map(Value.Literal::text)
        .toList();
  }

  /** Whether an object is a function of CloudFormation, so that nothing can grow into it. */
  static boolean isFunction(Map<String, ?> members) {
    return members.size() == 1
        && members.keySet().stream().allMatch(k -> k.equals("Ref") || k.startsWith("Fn::"));
  }
}
