package blueprint.explain;

import blueprint.source.Span;
import blueprint.source.YamlNode;
import blueprint.source.YamlNode.Entry;
import blueprint.source.YamlNode.Mapping;
import blueprint.source.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a path is written. Paths leave out the kind of a tier, which is plain: {@code
 * tiers.app.scale} is {@code tiers.app.instances.scale}; both are understood.
 */
public final class Places {

  private static final Set<String> KINDS = Set.of("load_balancer", "instances", "database");
  private static final Pattern KIND =
      Pattern.compile("^(tiers\\.[^.]+)\\.(?:load_balancer|instances|database)(?=\\.|\\[|$)");
  private static final Pattern ENVIRONMENT = Pattern.compile("^environments\\.[^.]+\\.");
  private static final Pattern ITEM = Pattern.compile("^\\[(\\d{1,6})](?:\\.|(?=\\[)|$)");

  private final YamlNode root;

  /** The places of what was written. */
  public Places(YamlNode root) {
    this.root = root;
  }

  /** A path as comments in the output write it. */
  public static String normal(String path) {
    String shared = ENVIRONMENT.matcher(path).replaceFirst("");
    return KIND.matcher(shared).replaceFirst("$1");
  }

  /** The place of a path. */
  public Place find(String path) {
    Span around = root.span();
    YamlNode node = root;
    String rest = path;
    while (!rest.isEmpty()) {
      Step step = step(node, rest);
      if (step == null) {
        return new Place(path, around, false);
      }
      around = step.span();
      node = step.node();
      rest = step.rest();
    }
    return new Place(path, around, true);
  }

  private record Step(YamlNode node, Span span, String rest) {}

  private static @Nullable Step step(YamlNode node, String rest) {
    if (node instanceof Sequence list) {
      Matcher item = ITEM.matcher(rest);
      if (!item.find() || Integer.parseInt(item.group(1)) >= list.items().size()) {
        return null;
      }
      YamlNode found = list.items().get(Integer.parseInt(item.group(1)));
      return new Step(found, found.span(), rest.substring(item.end()));
    }
    if (!(node instanceof Mapping mapping)) {
      return null;
    }
    return stepInto(mapping, rest);
  }

  /** The longest key that fits, because keys of overrides have dots in them. */
  private static @Nullable Step stepInto(Mapping mapping, String rest) {
    Entry best = null;
    for (Entry entry : mapping.entries()) {
      String key = entry.key().text();
      boolean fits = rest.equals(key) || rest.startsWith(key + ".") || rest.startsWith(key + "[");
      if (fits && (best == null || key.length() > best.key().text().length())) {
        best = entry;
      }
    }
    if (best != null) {
      String left = rest.substring(best.key().text().length());
      return new Step(
          best.value(), best.key().span(), left.startsWith(".") ? left.substring(1) : left);
    }
    for (Entry entry : mapping.entries()) {
      if (KINDS.contains(entry.key().text()) && entry.value() instanceof Mapping inside) {
        return stepInto(inside, rest);
      }
    }
    return null;
  }

  /** Every path that is written. */
  List<String> all() {
    List<String> paths = new ArrayList<>();
    collect(root, "", paths);
    return paths.stream().map(Places::normal).distinct().toList();
  }

  private static void collect(YamlNode node, String path, List<String> paths) {
    if (!path.isEmpty()) {
      paths.add(path);
    }
    if (node instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        String key = entry.key().text();
        collect(entry.value(), path.isEmpty() ? key : path + "." + key, paths);
      }
    } else if (node instanceof Sequence list) {
      for (int i = 0; i < list.items().size(); i++) {
        collect(list.items().get(i), path + "[" + i + "]", paths);
      }
    }
  }
}
