package blueprint.target.cloudformation;

import blueprint.target.cloudformation.ResourceSchema.Property;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the lines of one type in {@code aws.schema}; that file's head says how it is written. */
final class ResourceSchemaReader {

  private static final String ATTRIBUTES = "@attributes";
  private static final String READ_ONLY = "@read-only";

  private final Map<String, Map<String, Property>> objects = new HashMap<>();
  private final Map<String, Set<String>> heads = new HashMap<>();

  private ResourceSchemaReader() {}

  /**
   * Reads a type.
   *
   * @param lines those below its name
   */
  static ResourceSchema read(List<String> lines) {
    ResourceSchemaReader reader = new ResourceSchemaReader();
    Map<String, Property> members = reader.object("");
    for (String line : lines) {
      if (line.startsWith("  ")) {
        reader.line(members, Arrays.asList(line.strip().split(" ", -1)));
      } else {
        members = reader.object(line.strip());
      }
    }
    return new ResourceSchema(
        reader.objects,
        reader.head("@create-only"),
        reader.head("@conditional-create-only"),
        reader.head(READ_ONLY),
        reader.head(reader.heads.containsKey(ATTRIBUTES) ? ATTRIBUTES : READ_ONLY));
  }

  private Map<String, Property> object(String name) {
    return objects.computeIfAbsent(name, fresh -> new TreeMap<>());
  }

  private Set<String> head(String word) {
    return heads.getOrDefault(word, Set.of());
  }

  private void line(Map<String, Property> members, List<String> words) {
    String name = words.get(0);
    List<String> rest = words.subList(1, words.size());
    if (name.startsWith("@")) {
      heads.put(name, new TreeSet<>(rest));
      return;
    }
    List<String> values =
        rest.stream()
            .filter(word -> word.startsWith("="))
            .flatMap(word -> Arrays.stream(word.substring(1).split("\\|", -1)))
            .toList();
    PropertyType type = PropertyType.read(rest.get(0));
    members.put(name, new Property(type, rest.contains("required"), values));
  }
}
