package blueprint.language;

/** What a firewall does with a request that one of its rules matches. */
public enum FirewallMode {
  /** Refuses it. */
  BLOCK,
  /** Lets it through and counts it. */
  COUNT
}
