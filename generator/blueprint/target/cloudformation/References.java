package blueprint.target.cloudformation;

import blueprint.target.cloudformation.Expression.GetAtt;
import blueprint.target.cloudformation.Expression.Items;
import blueprint.target.cloudformation.Expression.Members;
import blueprint.target.cloudformation.Expression.Ref;
import blueprint.target.cloudformation.Expression.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the parts of a template refer to. */
final class References {

  private static final String WAITING = "DependsOn";

  private References() {}

  /** The ids that a resource needs: those of its properties, and those that it waits for. */
  static Set<String> of(Resource resource) {
    Set<String> ids = new TreeSet<>(of(resource.properties()));
    ids.addAll(of(resource.attributes()));
    ids.addAll(waitedFor(resource.attributes()));
    return ids;
  }

  /** The ids in an expression. */
  static Set<String> of(Expression expression) {
    Set<String> ids = new TreeSet<>();
    Expression.walk(
        expression,
        part -> {
          if (part instanceof Ref ref) {
            ids.add(ref.id());
          } else if (part instanceof GetAtt attribute) {
            ids.add(attribute.id());
          }
        });
    return ids;
  }

  /** The resource without an id among those that it waits for. */
  static Resource withoutWaiting(Resource resource, String id) {
    if (!waitedFor(resource.attributes()).contains(id)) {
      return resource;
    }
    Map<String, Expression> left = new LinkedHashMap<>(resource.attributes().members());
    left.remove(WAITING);
    Resource free = resource.withAttributes(new Members(left, resource.attributes().notes()));
    return free.dependsOn(
        waitedFor(resource.attributes()).stream().filter(other -> !other.equals(id)).toList());
  }

  private static List<String> waitedFor(Members attributes) {
    Expression waiting = attributes.members().get(WAITING);
    if (waiting instanceof Items list) {
      return list.items().stream().map(item -> ((Text) item).text()).toList();
    }
    return waiting instanceof Text one ? List.of(one.text()) : List.of();
  }
}
