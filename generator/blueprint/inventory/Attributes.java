package blueprint.inventory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Attributes by path, from a tree of maps, lists and {@link Attribute}s. A list of plain values is
 * one attribute, since one more of them is one change; objects in a list are told apart by what
 * they are called, where each of them is.
 */
public final class Attributes {

  /** What objects in a list are called by. */
  private static final List<String> NAMES =
      List.of(
          "Key",
          "key",
          "ParameterKey",
          "name",
          "Name",
          "PolicyName",
          "sid",
          "Sid",
          "device_name",
          "DeviceName",
          "resource_type",
          "ResourceType",
          "Id",
          "id");

  /** The same where it takes two of them: an option of Elastic Beanstalk, in its namespace. */
  private static final List<List<String>> PAIRS =
      List.of(List.of("namespace", "name"), List.of("Namespace", "OptionName"));

  private final Map<String, Attribute> found = new LinkedHashMap<>();

  private Attributes() {}

  /** The attributes of a tree whose leaves are {@link Attribute}s. */
  public static Map<String, Attribute> of(Map<String, ?> tree) {
    Attributes attributes = new Attributes();
    attributes.add("", tree);
    return attributes.found;
  }

  private void add(String path, Object node) {
    if (node instanceof Attribute attribute) {
      found.put(path, attribute);
    } else if (node instanceof Map<?, ?> map) {
      if (map.isEmpty() && !path.isEmpty()) {
        found.put(path, Attribute.of("{}"));
      }
      map.forEach((key, value) -> add(AttributePath.member(path, String.valueOf(key)), value));
    } else if (node instanceof List<?> list) {
      add(path, list);
    } else {
      throw new IllegalArgumentException("no attribute: " + node);
    }
  }

  private void add(String path, List<?> list) {
    if (list.stream().allMatch(Attribute.class::isInstance)) {
      found.put(path, together(list));
      return;
    }
    Optional<List<String>> names =
        Stream.concat(PAIRS.stream(), NAMES.stream().map(List::of))
            .filter(keys -> tell(list, keys))
            .findFirst();
    for (int i = 0; i < list.size(); i++) {
      int number = i;
      String key = names.map(keys -> called(list.get(number), keys)).orElse(Integer.toString(i));
      add(AttributePath.item(path, key), list.get(i));
    }
  }

  private static boolean tell(List<?> list, List<String> keys) {
    Set<String> seen = new HashSet<>();
    return list.stream()
        .allMatch(
            item ->
                keys.stream().allMatch(key -> isLiteral(item, key))
                    && seen.add(called(item, keys)));
  }

  private static boolean isLiteral(Object item, String key) {
    return item instanceof Map<?, ?> map
        && map.get(key) instanceof Attribute attribute
        && attribute.literal();
  }

  private static String called(Object item, List<String> keys) {
    return keys.stream()
        .map(key -> item instanceof Map<?, ?> map ? map.get(key) : "")
        .map(value -> value instanceof Attribute name ? name.text() : "")
        .collect(Collectors.joining("/"));
  }

  private static Attribute together(List<?> list) {
    List<String> texts = new ArrayList<>();
    List<Reference> references = new ArrayList<>();
    boolean literal = true;
    for (Object item : list) {
      Attribute attribute = (Attribute) item;
      texts.add(attribute.text());
      references.addAll(attribute.references());
      literal &= attribute.literal();
    }
    return new Attribute(
        texts.stream().map(Attributes::listed).toList().toString(), literal, references, texts);
  }

  /** Text in a list in which no other text can be read. */
  private static String listed(String text) {
    return text.matches("[^,\\[\\]\"\\\\]*")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
