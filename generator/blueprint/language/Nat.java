package blueprint.language;

/** How machines without public addresses reach the internet. */
public enum Nat {
  /** Not at all; only AWS services, through endpoints. */
  NONE,
  /** Through one gateway, in the first zone. */
  SINGLE,
  /** Through one gateway in each zone. */
  PER_ZONE
}
