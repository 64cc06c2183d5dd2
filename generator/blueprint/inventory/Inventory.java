package blueprint.inventory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that one engine's output makes.
 *
 * @param parts by address; no address is given twice
 */
public record Inventory(Engine engine, Map<String, Part> parts) {

  /** Who makes it. */
  public enum Engine {
    TERRAFORM("terraform", "Terraform"),
    CLOUDFORMATION("cloudformation", "CloudFormation");

    private final String word;
    private final String title;

    Engine(String word, String title) {
      this.word = word;
      this.title = title;
    }

    /** As blueprints and machines say it. */
    public String word() {
      return word;
    }

    /** As people say it. */
    public String title() {
      return title;
    }
  }

  public Inventory {
    parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** An inventory of these. */
  public static Inventory of(Engine engine, List<Part> parts) {
    Map<String, Part> all = new LinkedHashMap<>();
    for (Part part : parts) {
      if (all.put(part.address(), part) != null) {
        throw new IllegalArgumentException("given twice: " + part.address());
      }
    }
    return new Inventory(engine, all);
  }

  /** What exists in the account. */
  public List<Part> resources() {
    return parts.values().stream().filter(p -> p.kind() == Part.Kind.RESOURCE).toList();
  }
}
