package blueprint.target.cloudformation;

import blueprint.plan.Json;
import blueprint.plan.Value;
import blueprint.target.cloudformation.Expression.Members;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes to a resource, as a user writes them: objects grow together, all else is replaced. */
final class PatchedResource {

  /** Takes why a change cannot be made. */
  interface Problems {

    /**
     * Takes one.
     *
     * @param reason what is wrong, in words; empty when the name matches nothing
     */
    void add(String path, Optional<String> reason, List<String> candidates);
  }

  private static final String TAGS = "Tags";

  /** What stands beside the properties of a resource. */
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "CreationPolicy",
          "DeletionPolicy",
          "DependsOn",
          "Metadata",
          "UpdatePolicy",
          "UpdateReplacePolicy");

  private static final Map<String, String> REFUSED =
      Map.of(
          "Type",
          "cannot be changed: another type is another resource",
          "Condition",
          "cannot be set: the template has no conditions of yours",
          "Properties",
          "is left out: properties stand directly below the logical id");

  private final Problems problems;

  PatchedResource(Problems problems) {
    this.problems = problems;
  }

  /** The changed resource. */
  Resource change(Resource resource, Json.Mapping wanted) {
    Resource changed = resource;
    for (Map.Entry<String, Json> member : wanted.members().entrySet()) {
      String name = member.getKey();
      Json value = member.getValue();
      String refused = REFUSED.get(name);
      if (refused != null) {
        problems.add(name, Optional.of(refused), List.of());
      } else if (ATTRIBUTES.contains(name)) {
        changed = changed.withAttributes(member("", changed.attributes(), name, value));
      } else {
        changed = changed.with(member("", changed.properties(), name, value));
      }
    }
    return changed;
  }

  private Members member(String path, Members object, String name, Json value) {
    String here = path.isEmpty() ? name : path + "." + name;
    Map<String, Expression> members = new LinkedHashMap<>(object.members());
    Map<String, String> notes = new LinkedHashMap<>(object.notes());
    if (value instanceof Json.Null) {
      if (members.remove(name) == null) {
        problems.add(here, Optional.empty(), members.keySet().stream().sorted().toList());
      }
      notes.remove(name);
      return new Members(members, notes);
    }
    put(members, name, changed(here, members.get(name), value));
    return new Members(members, notes);
  }

  private Expression changed(String path, @Nullable Expression before, Json value) {
    return before instanceof Members there
            && value instanceof Json.Mapping mapping
            && Functions.nameOf(mapping.members()).isEmpty()
        ? grown(path, there, mapping)
        : plain(path, value);
  }

  /** What is new stands before the tags, which come last. */
  private static void put(Map<String, Expression> members, String name, Expression value) {
    boolean fresh = !members.containsKey(name);
    members.put(name, value);
    Expression tags = members.get(TAGS);
    if (fresh && tags != null) {
      members.remove(TAGS);
      members.put(TAGS, tags);
    }
  }

  private Members grown(String path, Members before, Json.Mapping wanted) {
    Members grown = before;
    for (Map.Entry<String, Json> member : wanted.members().entrySet()) {
      grown = member(path, grown, member.getKey(), member.getValue());
    }
    return grown;
  }

  private Expression plain(String path, Json json) {
    if (json instanceof Json.Mapping mapping) {
      return grown(path, Expression.object(), mapping);
    }
    if (json instanceof Json.Sequence list) {
      List<Expression> items = new ArrayList<>();
      for (int i = 0; i < list.items().size(); i++) {
        items.add(plain(path + "[" + i + "]", list.items().get(i)));
      }
      return Expression.list(items);
    }
    if (json instanceof Json.Bool bool) {
      return Expression.bool(bool.value());
    }
    if (json instanceof Json.Numeral number) {
      return number(number.digits());
    }
    if (json instanceof Json.Text text) {
      return Expression.text(text(text.value()));
    }
    problems.add(path, Optional.of("is nothing, and a list holds no nothing"), List.of());
    return Expression.nothing();
  }

  /** A number that is none of Java's is written as text, which CloudFormation takes as well. */
  private static Expression number(String digits) {
    return digits.matches("-?[0-9]{1,18}")
        ? Expression.number(Long.parseLong(digits))
        : Expression.text(digits);
  }

  /** Rules have seen that it refers to nothing. */
  private static String text(Value value) {
    return value.parts().stream()
        .map(part -> ((Value.Literal) part).text())
        .collect(Collectors.joining());
  }
}
