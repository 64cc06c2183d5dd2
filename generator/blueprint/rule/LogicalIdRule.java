package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Name;
import blueprint.plan.Names;
import blueprint.source.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Names that differ in hyphens and case only are one name in a CloudFormation template. */
final class LogicalIdRule implements Rule {

  /** A tier of that name would take the ids of the network's log. */
  private static final Name FLOW = new Name("flow");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    if (!blueprint.engine().value().writesCloudFormation()) {
      return;
    }
    distinct(blueprint.tiers(), tier -> tier.span(), found);
    distinct(blueprint.secrets(), secret -> secret.span(), found);
    distinct(blueprint.images(), image -> image.span(), found);
    if (blueprint.tiers().containsKey(FLOW)) {
      String reason = "the network's log is called so in a CloudFormation template";
      Span span = blueprint.tiers().get(FLOW).span();
      found.add(Diagnostic.of(Code.RESERVED_NAME, span, FLOW.text(), reason));
    }
  }

  private static <T> void distinct(Map<Name, T> named, Function<T, Span> span, Diagnostics found) {
    Map<String, Name> seen = new HashMap<>();
    new TreeMap<>(named)
        .forEach(
            (name, value) -> {
              String id = Names.inLetters(name.text());
              Name other = seen.putIfAbsent(id, name);
              if (other != null) {
                found.add(
                    Diagnostic.of(
                        Code.NAMES_COLLIDE, span.apply(value), other.text(), name.text(), id));
              }
            });
  }
}
