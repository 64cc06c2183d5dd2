package blueprint.target.cloudformation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * CloudFormation's schemas of the resource types of which templates are made. The source is {@code
 * schema/aws.schema}, whose head names its version and its script; a type is parsed when it is
 * asked for.
 */
final class ResourceSchemas {

  /** What stands beside the properties of every resource. */
  static final String BESIDE = "Resource";

  private static final String FILE = "schema/aws.schema";

  private final Map<String, List<String>> lines;
  private final Map<String, ResourceSchema> parsed = new ConcurrentHashMap<>();

  private ResourceSchemas(Map<String, List<String>> lines) {
    this.lines = lines;
  }

  /** The schemas in this release. Throws if the release is incomplete. */
  static ResourceSchemas bundled() {
    return Bundled.SCHEMAS;
  }

  /** The schema of a type, or nothing if this release does not have it. */
  Optional<ResourceSchema> find(String type) {
    List<String> text = lines.get(type);
    return text == null
        ? Optional.empty()
        : Optional.of(parsed.computeIfAbsent(type, unread -> ResourceSchemaReader.read(text)));
  }

  /** What may stand beside the properties of a resource. */
  ResourceSchema beside() {
    return find(BESIDE).orElseThrow();
  }

  /** All types. */
  List<String> types() {
    return lines.keySet().stream().filter(type -> !type.equals(BESIDE)).toList();
  }

  private static Map<String, List<String>> split(List<String> text) {
    Map<String, List<String>> all = new TreeMap<>();
    List<String> current = new ArrayList<>();
    for (String line : text) {
      if (line.startsWith(" ")) {
        current.add(line);
      } else if (!line.startsWith("#")) {
        current = new ArrayList<>();
        all.put(line, current);
      }
    }
    return all;
  }

  private static final class Bundled {
    static final ResourceSchemas SCHEMAS = new ResourceSchemas(split(read()));

    private static List<String> read() {
      try (InputStream in = ResourceSchemas.class.getResourceAsStream(FILE)) {
        if (in == null) {
          throw new IllegalStateException(FILE + " is not in this release");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
