package blueprint.target.terraform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Terraform AWS provider's schema, as far as this release ships it: resources and data sources
 * that a stack may use, each member marked where versions 5.100 and 6 differ.
 *
 * <p>The text is split when the first question comes; a type is parsed when it is asked for. The
 * source is {@code schema/aws.schema}, whose head names its versions and its script.
 */
public final class ProviderSchema {

  /** A kind of top-level block. */
  public enum Kind {
    RESOURCE,
    DATA;

    /** As Terraform writes it, or nothing for another word. */
    public static Optional<Kind> of(String word) {
      return switch (word) {
        case "resource" -> Optional.of(RESOURCE);
        case "data" -> Optional.of(DATA);
        default -> Optional.empty();
      };
    }
  }

  private static final String FILE = "schema/aws.schema";

  private final Map<Kind, Map<String, List<String>>> lines;
  private final Map<Kind, Map<String, SchemaBlock>> parsed =
      Map.of(Kind.RESOURCE, new ConcurrentHashMap<>(), Kind.DATA, new ConcurrentHashMap<>());

  private ProviderSchema(List<String> text) {
    this.lines = split(text);
  }

  /** The schema in this release. Throws if the release is incomplete. */
  public static ProviderSchema bundled() {
    return Bundled.SCHEMA;
  }

  /** The body of a type, or nothing if the shipped schema does not have it. */
  Optional<SchemaBlock> find(Kind kind, String type) {
    List<String> text = of(lines, kind).get(type);
    return text == null
        ? Optional.empty()
        : Optional.of(of(parsed, kind).computeIfAbsent(type, unread -> SchemaReader.read(text)));
  }

  /** All types of a kind, sorted. */
  Set<String> types(Kind kind) {
    return new TreeSet<>(of(lines, kind).keySet());
  }

  private static <T> Map<String, T> of(Map<Kind, Map<String, T>> table, Kind kind) {
    return table.getOrDefault(kind, Map.of());
  }

  private static Map<Kind, Map<String, List<String>>> split(List<String> text) {
    Map<Kind, Map<String, List<String>>> all =
        Map.of(Kind.RESOURCE, new TreeMap<>(), Kind.DATA, new TreeMap<>());
    List<String> current = new ArrayList<>();
    for (String line : text) {
      if (line.startsWith("#")) {
        continue;
      }
      if (!line.startsWith(" ")) {
        String[] title = line.split(" ", -1);
        current = new ArrayList<>();
        of(all, Kind.of(title[0]).orElseThrow()).put(title[1], current);
      }
      current.add(line);
    }
    return all;
  }

  private static final class Bundled {
    static final ProviderSchema SCHEMA = new ProviderSchema(read());

    private static List<String> read() {
      try (InputStream in = ProviderSchema.class.getResourceAsStream(FILE)) {
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
