package blueprint.inventory;

/** What another value of an attribute does to a resource. */
public enum Effect {
  /** Nothing: it counts when the resource is made, and is not looked at later. */
  NOTHING,
  /** It is changed where it is. */
  IN_PLACE,
  /** Nobody has looked: only the engine's own plan says. */
  UNKNOWN,
  /** It depends on the values; the engine's own plan says. */
  MAY_REPLACE,
  /** The resource is destroyed, and another one made. */
  REPLACE;

  /** The graver of two. */
  public Effect or(Effect other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
