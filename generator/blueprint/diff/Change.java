package blueprint.diff;

import blueprint.inventory.Part;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one part.
 *
 * @param before empty when it is added
 * @param after empty when it is destroyed
 * @param attributes what is another in it; none when it is added or destroyed
 * @param cause the place in the blueprint that it comes from
 * @param twin the address of what is destroyed as this is added, or the other way round, where the
 *     two look like one thing under another name
 */
public record Change(
    Action action,
    Optional<Part> before,
    Optional<Part> after,
    List<AttributeChange> attributes,
    Cause cause,
    Optional<String> twin) {

  public Change {
    attributes = List.copyOf(attributes);
  }

  /** The part as it is now, or as it was. */
  public Part part() {
    return after.or(() -> before).orElseThrow();
  }

  /** What the engine calls it. */
  public String address() {
    return part().address();
  }

  /** Its type. */
  public String type() {
    return part().type();
  }

  Change with(Cause other) {
    return new Change(action, before, after, attributes, other, twin);
  }

  Change withTwin(String address) {
    return new Change(action, before, after, attributes, cause, Optional.of(address));
  }

  /** Whether an attribute, or something in it, is another. */
  boolean touches(String attribute) {
    return attributes.stream()
        .anyMatch(a -> blueprint.inventory.AttributePath.isBelow(a.path(), attribute));
  }
}
