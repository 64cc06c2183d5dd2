package blueprint.target.cloudformation;

import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What every part of a template can refer to.
 *
 * @param imageNames the exact name of each machine image in the account, by its name in the plan
 */
record Stack(
    Plan plan,
    Map<String, String> imageNames,
    NetworkReferences network,
    SecurityLowering security) {

  static Stack of(Plan plan, Map<String, String> imageNames) {
    NetworkReferences network = new NetworkReferences(plan);
    return new Stack(plan, Map.copyOf(imageNames), network, new SecurityLowering(plan, network));
  }

  /** A name in the account: that of the stack, and a word. */
  String name(String word) {
    return plan.name() + "-" + word;
  }

  /** The tags of what is called by a name: that name, and those of the plan. */
  Expression.Items tags(String name) {
    return tags(plan, name);
  }

  /** As {@link #tags(String)}, before there is a stack; no key may be given twice. */
  static Expression.Items tags(Plan plan, String name) {
    List<Expression> tags = new ArrayList<>();
    tags.add(tag("Name", name));
    plan.tags().entrySet().stream()
        .filter(tag -> !tag.getKey().equals("Name"))
        .forEach(tag -> tags.add(tag(tag.getKey(), tag.getValue())));
    return Expression.list(tags);
  }

  /** The tags of the plan alone, for what has no name of its own. */
  Expression.Items tags() {
    return Expression.list(
        plan.tags().entrySet().stream().map(tag -> tag(tag.getKey(), tag.getValue())).toList());
  }

  private static Expression tag(String key, String value) {
    return Expression.object().with("Key", key).with("Value", value);
  }
}
