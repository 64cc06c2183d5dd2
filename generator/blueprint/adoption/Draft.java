package blueprint.adoption;

import blueprint.adoption.Remark.Outcome;
import blueprint.text.YamlWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A blueprint in the making: values by path, each with the lines that it came from. */
final class Draft {

  /** The keys in the order in which a person writes them; others follow, by name. */
  private static final List<String> ORDER =
      List.of(
          "blueprint",
          "name",
          "region",
          "engine",
          "network",
          "secrets",
          "tiers",
          "existing",
          "vpc",
          "subnets",
          "zones",
          "beanstalk",
          "database",
          "platform",
          "source",
          "wsgi",
          "run",
          "processes",
          "threads",
          "packages",
          "static",
          "types",
          "scale",
          "min",
          "max",
          "cpu",
          "disk",
          "env",
          "health",
          "path",
          "every",
          "timeout",
          "healthy",
          "unhealthy",
          "status",
          "replace_unhealthy",
          "grace",
          "on_deploy",
          "logs",
          "keep_logs",
          "gzip",
          "notify",
          "update",
          "policy",
          "batch",
          "upkeep",
          "at",
          "level",
          "refresh",
          "cname",
          "certificate",
          "internal",
          "allow",
          "options",
          "version",
          "class",
          "storage",
          "name",
          "user",
          "standby",
          "used_by");

  private static final String ITEM = "-";

  /** A project says a hundred things; what says more is none, and would only take time. */
  private static final int MOST = 500;

  private final List<Lifted> lifted = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private int items;
  private boolean refused;

  /**
   * A value of the blueprint.
   *
   * @param path its keys; the place in a list is a key that begins with a hyphen
   * @param value text, a number, a truth or a mapping of these
   * @param what the lines that it came from, in words
   */
  record Lifted(List<String> path, Object value, Place place, String what) {}

  /** Puts a value at a path; one that is there already gives way. */
  void put(Place place, String what, Object value, String... path) {
    List<String> at = List.of(path);
    find(at)
        .ifPresent(
            old -> {
              lifted.remove(old);
              left(old.place(), old.what(), "what " + place + " says counts", "");
            });
    keep(new Lifted(at, value, place, what));
  }

  private void keep(Lifted one) {
    if (lifted.size() < MOST) {
      lifted.add(one);
    } else {
      left(
          one.place(),
          one.what(),
          "the project says more than " + MOST + " things",
          "see what it is");
    }
  }

  /** Adds a value to the list at a path. */
  void add(Place place, String what, Object value, String... path) {
    List<String> at = new ArrayList<>(List.of(path));
    at.add(String.format(Locale.ROOT, ITEM + "%06d", items++));
    keep(new Lifted(at, value, place, what));
  }

  /** Says that lines mean what holds in any case. */
  void same(Place place, String what, String why) {
    remarks.add(new Remark(place, Outcome.SAME, what, why, ""));
  }

  /** Says that lines have become something else. */
  void changed(Place place, String what, String why, String next) {
    remarks.add(new Remark(place, Outcome.CHANGED, what, why, next));
  }

  /** Says that lines are not in the blueprint. */
  void left(Place place, String what, String why, String next) {
    remarks.add(new Remark(place, Outcome.LEFT, what, why, next));
  }

  /** Says that the project cannot be a blueprint at all. */
  void refuse(Place place, String what, String why) {
    refused = true;
    left(place, what, why, "let it take work from a queue on machines of a tier, `instances:`");
  }

  boolean isRefused() {
    return refused;
  }

  /** Puts what the user has said in place of what the project says. */
  void replace(String value, String key) {
    List<String> path = List.of(key);
    take(path, "another one was given", "");
    lifted.add(new Lifted(path, value, new Place("the command", 1, 1), "`" + key + "`"));
  }

  /** The text at a key of the top level. */
  String text(String key) {
    return find(List.of(key)).map(one -> one.value().toString()).orElse("");
  }

  /** Whether there is a value at a path or below it. */
  boolean has(String... path) {
    List<String> at = List.of(path);
    return lifted.stream().anyMatch(one -> begins(one.path(), at));
  }

  private Optional<Lifted> find(List<String> path) {
    return lifted.stream().filter(one -> one.path().equals(path)).findFirst();
  }

  /**
   * Takes out what stands at a path, below it, or around it.
   *
   * @return whether there was anything
   */
  boolean take(List<String> path, String why, String next) {
    List<Lifted> gone =
        lifted.stream().filter(l -> begins(l.path(), path) || begins(path, l.path())).toList();
    lifted.removeAll(gone);
    gone.forEach(one -> left(one.place(), one.what(), why, next));
    return !gone.isEmpty();
  }

  private static boolean begins(List<String> path, List<String> start) {
    return path.size() >= start.size() && path.subList(0, start.size()).equals(start);
  }

  /** The keys at a path, in the order in which they are written. */
  List<String> keys(List<String> path) {
    return lifted.stream()
        .map(Lifted::path)
        .filter(one -> one.size() > path.size() && begins(one, path))
        .map(one -> one.get(path.size()))
        .distinct()
        .sorted(order())
        .toList();
  }

  /** All that there is to say, in the order of the files. */
  List<Remark> remarks() {
    List<Remark> all = new ArrayList<>(remarks);
    lifted.forEach(
        one ->
            all.add(
                new Remark(
                    one.place(), Outcome.TAKEN, one.what(), "`" + path(one.path()) + "`", "")));
    all.sort(
        Comparator.comparing((Remark remark) -> remark.place().file())
            .thenComparing(remark -> remark.place().first())
            .thenComparing(Remark::outcome)
            .thenComparing(Remark::what));
    return all;
  }

  private static String path(List<String> path) {
    return String.join(".", path.stream().filter(key -> !key.startsWith(ITEM)).toList());
  }

  /** The blueprint. */
  String text() {
    Map<?, ?> tree = (Map<?, ?>) tree(List.of());
    return YamlWriter.write(tree);
  }

  private Object tree(List<String> path) {
    Optional<Lifted> leaf = find(path);
    if (leaf.isPresent()) {
      return leaf.get().value();
    }
    List<String> keys = keys(path);
    if (!keys.isEmpty() && keys.get(0).startsWith(ITEM)) {
      return keys.stream().map(key -> tree(under(path, key))).toList();
    }
    Map<YamlWriter.AnyKey, Object> map = new LinkedHashMap<>();
    keys.forEach(key -> map.put(new YamlWriter.AnyKey(key), tree(under(path, key))));
    return map;
  }

  private static List<String> under(List<String> path, String key) {
    List<String> all = new ArrayList<>(path);
    all.add(key);
    return all;
  }

  private static Comparator<String> order() {
    return Comparator.comparing((String key) -> ORDER.contains(key) ? ORDER.indexOf(key) : 1000)
        .thenComparing(Comparator.naturalOrder());
  }

  /** A mapping as a value. */
  static Map<String, Object> map(Map<String, Object> values) {
    Map<String, Object> ordered = new TreeMap<>(order());
    ordered.putAll(values);
    return ordered;
  }

  /** A number or a truth as such, and any other text as text. */
  static Object scalar(String text) {
    return text.matches("0|[1-9][0-9]{0,8}|true|false") ? new YamlWriter.AsTyped(text) : text;
  }
}
