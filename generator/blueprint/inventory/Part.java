package blueprint.inventory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that an engine makes, or a value that it works with.
 *
 * @param address what the engine calls it, with its key where it is one of several
 * @param type as the engine calls it: {@code aws_vpc}, {@code AWS::EC2::VPC}
 * @param attributes by path; {@code .} leads into an object, {@code [...]} into a list. What begins
 *     with {@code @} is said to the engine about the resource, not to AWS
 * @param effects what another value of an attribute does, by path without the places in lists; what
 *     holds for a path holds below it
 * @param moving attributes that get another value by themselves whenever the part is changed
 * @param paths the places in the blueprint that ask for it
 * @param reads further places whose values stand in it
 */
public record Part(
    Kind kind,
    String address,
    String type,
    Map<String, Attribute> attributes,
    Map<String, Effect> effects,
    Set<String> moving,
    List<String> paths,
    List<String> reads) {

  /** What a part is. */
  public enum Kind {
    /** Exists in the account. */
    RESOURCE,
    /** Is looked up in the account, or made of other values, each time. */
    VALUE
  }

  public Part {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    effects = Map.copyOf(effects);
    moving = Set.copyOf(moving);
    paths = List.copyOf(paths);
    reads = List.copyOf(reads);
  }

  /** The text of an attribute; empty where it has none. */
  public String text(String path) {
    return Optional.ofNullable(attributes.get(path)).map(Attribute::text).orElse("");
  }

  /** What another value of an attribute does. */
  public Effect effect(String path) {
    String plain = AttributePath.withoutPlaces(path);
    while (!plain.isEmpty()) {
      Effect found = effects.get(plain);
      if (found != null) {
        return found;
      }
      plain = plain.substring(0, Math.max(0, plain.lastIndexOf('.')));
    }
    return effects.getOrDefault("", Effect.UNKNOWN);
  }

  /** Whether an attribute, or a part of it, is written; else the engine gives it a value. */
  public boolean writes(String attribute) {
    return attributes.keySet().stream().anyMatch(path -> AttributePath.isBelow(path, attribute));
  }

  /** The address without the key of one of several. */
  public String family() {
    return AttributePath.family(address);
  }

  /** All places, those that ask first. */
  public Set<String> places() {
    Set<String> all = new LinkedHashSet<>(paths);
    all.addAll(reads);
    return all;
  }
}
