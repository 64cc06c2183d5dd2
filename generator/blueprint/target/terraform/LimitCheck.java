package blueprint.target.terraform;

import blueprint.facts.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds the attributes of a resource against what AWS takes: lengths, letters and amounts. */
final class LimitCheck {

  /** An attribute with a value that AWS refuses, and why. */
  record Outside(String path, String reason) {}

  private final List<Outside> found = new ArrayList<>();

  private LimitCheck() {}

  /** What is outside its limit in a body as {@link BodyTree} yields it. */
  static List<Outside> of(String type, Map<String, ?> body) {
    LimitCheck check = new LimitCheck();
    check.look(type, "", body);
    return check.found;
  }

  private void look(String name, String path, Object value) {
    if (value instanceof Map<?, ?> body) {
      body.forEach((key, member) -> look(name + "." + key, path + "." + key, member));
    } else if (value instanceof List<?> items) {
      items.forEach(item -> look(name, path, item));
    } else if (value != null && !value.toString().contains("${")) {
      Limit.ofAttribute(name)
          .flatMap(limit -> limit.refusal(value.toString()))
          .ifPresent(reason -> found.add(new Outside(path.substring(1), reason)));
    }
  }
}
