package blueprint.plan;

/**
 * What things are called in the account. A name depends only on what the user calls the stack and
 * the thing, so that it stays the same whatever else changes.
 */
public final class Names {

  private Names() {}

  /** A tier's name in the account: its load balancer, its machines, its database. */
  public static String tier(String stack, String tier) {
    return stack + "-" + tier;
  }

  /** A service's systemd unit, without {@code .service}. */
  public static String unit(String stack, String service) {
    return stack + "-" + service;
  }

  /** The log group of a tier's machines. */
  public static String logGroup(String stack, String tier) {
    return "/" + stack + "/" + tier;
  }

  /** The log group of the network's connections. */
  public static String flowLogGroup(String stack) {
    return "/" + stack + "/flow-logs";
  }

  /** The table in which singletons hold their lease. */
  public static String leaseTable(String stack) {
    return stack + "-leases";
  }

  /** A generated secret. */
  public static String secret(String stack, String secret) {
    return stack + "/" + secret;
  }

  /** The path of the parameters that hold a tier's settings. */
  public static String settingsPath(String stack, String tier) {
    return "/" + stack + "/" + tier + "/settings";
  }

  /** A load balancer target. */
  public static String target(String tier, String service) {
    return tier + "-" + service;
  }
}
