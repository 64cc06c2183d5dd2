package blueprint.diff;

import blueprint.inventory.Attribute;
import blueprint.inventory.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is destroyed and made again under another name: the engine knows a resource by its address,
 * so another name in the blueprint is another resource.
 */
final class Renames {

  private static final double ALIKE = 0.75;

  private Renames() {}

  /** The same changes, each pair that looks like one thing knowing its other half. */
  static List<Change> marked(List<Change> changes) {
    Map<String, String> twins = new HashMap<>();
    for (Change gone : changes) {
      if (gone.action() == Action.DESTROYED && isResource(gone)) {
        changes.stream()
            .filter(c -> c.action() == Action.ADDED && c.type().equals(gone.type()))
            .filter(c -> !twins.containsKey(c.address()) && alike(gone.part(), c.part()))
            .findFirst()
            .ifPresent(
                made -> {
                  twins.put(made.address(), gone.address());
                  twins.put(gone.address(), made.address());
                });
      }
    }
    List<Change> marked = new ArrayList<>();
    for (Change change : changes) {
      String twin = twins.get(change.address());
      marked.add(twin == null ? change : change.withTwin(twin));
    }
    return marked;
  }

  private static boolean isResource(Change change) {
    return change.part().kind() == Part.Kind.RESOURCE;
  }

  private static boolean alike(Part gone, Part made) {
    String old = word(gone);
    String now = word(made);
    if (old.isEmpty() || now.isEmpty() || old.equals(now)) {
      return false;
    }
    int same = 0;
    for (Map.Entry<String, Attribute> entry : gone.attributes().entrySet()) {
      Attribute other = made.attributes().get(entry.getKey());
      boolean equal =
          other != null && neutral(entry.getValue().text(), old).equals(neutral(other.text(), now));
      same += equal ? 1 : 0;
    }
    int all = Math.max(gone.attributes().size(), made.attributes().size());
    return all > 0 && same >= ALIKE * all;
  }

  /** What the user calls it: {@code app} of {@code tiers.app.scale}. */
  private static String word(Part part) {
    String[] words = part.paths().stream().findFirst().orElse("").split("\\.", 3);
    boolean named = words.length > 1 && (words[0].equals("tiers") || words[0].equals("secrets"));
    return named ? words[1] : "";
  }

  private static String neutral(String text, String word) {
    String plain = Pattern.quote(word) + "|" + Pattern.quote(word.replace('-', '_'));
    StringBuilder letters = new StringBuilder();
    for (String piece : word.split("[-_]", -1)) {
      letters.append(piece.substring(0, Math.min(1, piece.length())).toUpperCase(Locale.ROOT));
      letters.append(piece.substring(Math.min(1, piece.length())));
    }
    return text.replaceAll(plain + "|" + Pattern.quote(letters.toString()), "*");
  }
}
