package blueprint.language;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.language.Shape.Field;
import blueprint.source.Span;
import blueprint.source.YamlNode;
import blueprint.source.YamlNode.Entry;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The keys that stand in a mapping, against those that may. */
final class Keys {

  private static final Map<String, Code> REFUSED_KEYS =
      Map.of(
          "password", Code.LITERAL_PASSWORD,
          "master_password", Code.LITERAL_PASSWORD,
          "ingress", Code.OPENED_BY_LISTENERS,
          "open", Code.OPENED_BY_LISTENERS,
          "security_group", Code.OPENED_BY_LISTENERS,
          "security_groups", Code.OPENED_BY_LISTENERS,
          "ssh", Code.NO_REMOTE_LOGIN,
          "key_pair", Code.NO_REMOTE_LOGIN,
          "keypair", Code.NO_REMOTE_LOGIN);

  /** What stands in files for Docker Compose, and not in those for a swarm. */
  private static final Map<String, Code> COMPOSE_KEYS =
      Map.ofEntries(
          Map.entry("container_name", Code.SWARM_IGNORES),
          Map.entry("depends_on", Code.SWARM_IGNORES),
          Map.entry("links", Code.SWARM_IGNORES),
          Map.entry("restart", Code.SWARM_IGNORES),
          Map.entry("network_mode", Code.HOST_ACCESS),
          Map.entry("devices", Code.HOST_ACCESS),
          Map.entry("pid", Code.HOST_ACCESS),
          Map.entry("privileged", Code.HOST_ACCESS),
          Map.entry("volumes", Code.HOST_ACCESS),
          Map.entry("ports", Code.OPENED_BY_LISTENERS));

  private final Shape.Mapping shape;
  private final YamlNode.Mapping mapping;
  private final Diagnostics found;

  Keys(Shape.Mapping shape, YamlNode.Mapping mapping, Diagnostics found) {
    this.shape = shape;
    this.mapping = mapping;
    this.found = found;
  }

  /** Reports what is no key here. */
  void reportUnknown() {
    List<String> known = shape.fields().stream().map(Field::key).toList();
    for (Entry entry : mapping.entries()) {
      String key = entry.key().text();
      if (found.isFull()) {
        return;
      }
      if (known.contains(key)) {
        continue;
      }
      Code refused =
          shape.name().equals("Container") && COMPOSE_KEYS.containsKey(key)
              ? COMPOSE_KEYS.get(key)
              : REFUSED_KEYS.get(key);
      if (refused != null) {
        found.add(Diagnostic.of(refused, entry.key().span(), key));
        continue;
      }
      found.add(
          Diagnostic.of(Code.UNKNOWN_KEY, entry.key().span(), BlueprintReader.shorten(key))
              .suggesting(Suggestions.hint(key, known)));
    }
  }

  /** Whether one of the keys stands there with a typing mistake, which is reported already. */
  boolean mistyped(List<String> keys) {
    List<String> known = shape.fields().stream().map(Field::key).toList();
    return mapping.entries().stream()
        .map(entry -> entry.key().text())
        .filter(typed -> !known.contains(typed))
        .anyMatch(typed -> Suggestions.nearest(typed, keys).isPresent());
  }

  /** The first sentence of a description, as part of another. */
  static String phrase(String doc) {
    String first = doc.replaceFirst("(?s)\\.( .*|$)", "");
    boolean acronym = first.length() > 1 && Character.isUpperCase(first.charAt(1));
    return acronym ? first : first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
  }

  /** Whether of the groups of keys that exclude each other exactly one is written. */
  boolean exactlyOneIsThere(Span key, String where) {
    if (shape.exactlyOne().isEmpty()) {
      return true;
    }
    long groups =
        shape.exactlyOne().stream()
            .filter(group -> group.stream().anyMatch(k -> mapping.entry(k).isPresent()))
            .count();
    boolean whole =
        shape.exactlyOne().stream()
            .anyMatch(group -> group.stream().allMatch(k -> mapping.entry(k).isPresent()));
    if (groups == 1 && whole) {
      return true;
    }
    if (!mistyped(shape.exactlyOne().stream().flatMap(List::stream).toList())) {
      List<String> choices =
          shape.exactlyOne().stream().map(group -> String.join("` with `", group)).toList();
      found.add(Diagnostic.of(Code.NOT_EXACTLY_ONE, key, where, Suggestions.list(choices)));
    }
    return false;
  }
}
