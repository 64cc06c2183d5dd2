package blueprint.handover;

import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import blueprint.text.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What CloudFormation itself refuses to replace or delete, while a change that may is made. */
public final class StackPolicy {

  private static final String FILE = "cloudformation/stack-policy.json";
  private static final String RESOURCE = "LogicalResourceId/";

  private StackPolicy() {}

  /**
   * The policy of a folder without some of its resources.
   *
   * @param ids their logical ids
   * @return empty where there is no policy, or where it names none of them
   * @throws IOException when it cannot be read
   */
  public static Optional<String> without(Path folder, Set<String> ids) throws IOException {
    Path file = folder.resolve(FILE);
    if (ids.isEmpty() || !Files.exists(file)) {
      return Optional.empty();
    }
    List<Object> statements = new ArrayList<>();
    boolean lifted = false;
    try (InputStream in = Files.newInputStream(file)) {
      for (JsonValue statement : JsonReader.read(in).path("Statement")) {
        List<String> resources = texts(statement.path("Resource"));
        lifted |= resources.removeIf(resource -> ids.contains(id(resource)));
        if (!resources.isEmpty()) {
          Map<String, Object> kept = new LinkedHashMap<>();
          kept.put("Effect", statement.path("Effect").asText());
          kept.put("Action", texts(statement.path("Action")));
          kept.put("Principal", statement.path("Principal").asText());
          kept.put("Resource", resources);
          statements.add(kept);
        }
      }
    }
    return lifted
        ? Optional.of(JsonWriter.line(Map.of("Statement", statements)).strip())
        : Optional.empty();
  }

  private static List<String> texts(JsonValue array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static String id(String resource) {
    return resource.startsWith(RESOURCE) ? resource.substring(RESOURCE.length()) : "";
  }
}
