package blueprint.facts;

import blueprint.inventory.Effect;
import blueprint.inventory.Part;
import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a change of a resource does: replace it, interrupt it, lose what it holds. It stands in
 * {@code changes.json}, by type of resource, with its sources and their dates.
 *
 * <p>Terraform's attributes are all decided there. Of CloudFormation's, its own schemas say which
 * replace a resource; there, only what the schemas leave open is decided.
 */
public final class Changes {

  private static final Changes BUNDLED = new Changes(load());

  private final JsonValue types;

  private Changes(JsonValue root) {
    this.types = root.path("types");
  }

  /** What this release knows. */
  public static Changes bundled() {
    return BUNDLED;
  }

  /** What is lost with a resource. */
  public enum Holding {
    DATABASE("database"),
    SNAPSHOT("snapshot"),
    VOLUME("volume"),
    FILES("file system"),
    BUCKET("bucket"),
    TABLE("table"),
    SECRET("secret"),
    KEY("encryption key"),
    QUEUE("queue"),
    USERS("user directory"),
    IMAGES("image repository"),
    ZONE("hosted zone"),
    LOGS("log group");

    private final String word;

    Holding(String word) {
      this.word = word;
    }

    /** In a person's words. */
    public String word() {
      return word;
    }
  }

  /** How long something does not answer. */
  public enum Interruption {
    NONE,
    ROLLING,
    SECONDS,
    MINUTES
  }

  /**
   * What does not answer while an attribute is changed, and why.
   *
   * @param why in words that follow the attribute's name
   */
  public record Downtime(Interruption length, String why) {}

  /**
   * What is lost with a resource of a type: of Terraform's ({@code aws_db_instance}) or
   * CloudFormation's ({@code AWS::RDS::DBInstance}); empty when nothing is that could not be made
   * again.
   */
  public Optional<Holding> holding(String type) {
    return holding(types.path(type));
  }

  /**
   * What is lost with a part: a machine of a cluster holds nothing, though others of its type do.
   */
  public Optional<Holding> holding(Part part) {
    return holding(node(part));
  }

  /** What is known of a type, or of it with an attribute that makes it something else. */
  private JsonValue node(Part part) {
    JsonValue type = types.path(part.type());
    return type.path("written").properties().stream()
        .filter(attribute -> part.writes(attribute.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(type);
  }

  private static Optional<Holding> holding(JsonValue node) {
    String word = node.path("holds").asText();
    return word.isEmpty()
        ? Optional.empty()
        : Optional.of(Holding.valueOf(word.toUpperCase(java.util.Locale.ROOT)));
  }

  /** What another value of each attribute does, by path; what is not there is not decided. */
  public Map<String, Effect> effects(String type) {
    Map<String, Effect> effects = new LinkedHashMap<>();
    JsonValue node = types.path(type);
    node.path("ignored").forEach(path -> effects.put(path.asText(), Effect.NOTHING));
    node.path("in_place").forEach(path -> effects.put(path.asText(), Effect.IN_PLACE));
    node.path("conditional").names().forEach(path -> effects.put(path, Effect.MAY_REPLACE));
    node.path("replace").forEach(path -> effects.put(path.asText(), Effect.REPLACE));
    return effects;
  }

  /** When an attribute replaces its resource, where that depends on the values. */
  public Optional<String> condition(String type, String path) {
    String words = types.path(type).path("conditional").path(path).asText();
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  /** The attributes that get another value by themselves whenever a resource is changed. */
  public Set<String> moving(String type) {
    Set<String> moving = new LinkedHashSet<>();
    types.path(type).path("moving").forEach(path -> moving.add(path.asText()));
    return moving;
  }

  /** What a change of an attribute interrupts; empty when nothing. */
  public Optional<Downtime> downtime(Part part, String attribute) {
    return downtime(node(part).path("interrupts").path(attribute));
  }

  /** What a replacement of a resource interrupts; empty when nothing. */
  public Optional<Downtime> downtimeOfReplacement(Part part) {
    return downtime(node(part).path("replaced"));
  }

  private static Optional<Downtime> downtime(JsonValue node) {
    return node.isMissing()
        ? Optional.empty()
        : Optional.of(
            new Downtime(
                Interruption.valueOf(
                    node.path("length").asText().toUpperCase(java.util.Locale.ROOT)),
                node.path("why").asText()));
  }

  /** Every type of which something is known. */
  public Set<String> types() {
    return types.names();
  }

  private static JsonValue load() {
    try (InputStream in = Changes.class.getResourceAsStream("changes.json")) {
      return JsonReader.read(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
