package blueprint.target.terraform;

import blueprint.text.Hcl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A body as the tree that {@link SchemaCheck} reads: code is {@code "${...}"}, blocks are lists.
 */
final class BodyTree {

  private BodyTree() {}

  static Map<String, Object> of(Body body) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Body.Element element : body.elements()) {
      if (element instanceof Body.Attribute attribute) {
        tree.put(attribute.name(), value(attribute.value()));
      } else if (element instanceof Body.Nested nested) {
        @SuppressWarnings("unchecked")
        List<Object> blocks =
            (List<Object>) tree.computeIfAbsent(nested.name(), name -> new ArrayList<>());
        blocks.add(of(nested.body()));
      }
    }
    return tree;
  }

  private static Object value(Expression expression) {
    if (expression instanceof Expression.Text text) {
      return Hcl.quote(text.text()).text().contains("${") ? "text" : text.text();
    }
    if (expression instanceof Expression.Numeric number) {
      return number.value();
    }
    if (expression instanceof Expression.Bool bool) {
      return bool.value();
    }
    if (expression instanceof Expression.Items items) {
      return items.items().stream().map(BodyTree::value).toList();
    }
    if (expression instanceof Expression.Members members) {
      Map<String, Object> tree = new LinkedHashMap<>();
      members.members().forEach((key, member) -> tree.put(key, value(member)));
      return tree;
    }
    return "${code}";
  }
}
