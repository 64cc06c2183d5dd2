package blueprint.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What things are called in the account. A name depends only on what the user calls the stack and
 * the thing, so that it stays the same whatever else changes.
 */
public final class Names {

  private Names() {}

  /**
   * A name in letters and digits alone, for an engine whose ids take nothing else: {@code web-app}
   * becomes {@code WebApp}.
   */
  public static String inLetters(String name) {
    return Arrays.stream(name.split("[^A-Za-z0-9]+", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

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

  /** A part of a tier that has several, such as the workers of a swarm. */
  public static String part(String tier, String part) {
    return tier + "-" + part;
  }

  /** The load balancer of a tier that Elastic Beanstalk runs. */
  public static String entrance(String tier) {
    return part(tier, "entrance");
  }

  /** The name of an environment, in the domain of Elastic Beanstalk, that visitors do not reach. */
  public static String idle(String cname) {
    return part(cname, "idle");
  }

  /** The environment variable with the ARN under which the password of a database is kept. */
  public static String passwordVariable(String tier) {
    return variable(tier, "PASSWORD_ARN");
  }

  /** The environment variable with the ARN of a secret. */
  public static String secretVariable(String secret) {
    return variable(secret, "SECRET_ARN");
  }

  /** The environment variable with the address of a tier. */
  public static String addressVariable(String tier) {
    return variable(tier, "ADDRESS");
  }

  private static String variable(String name, String what) {
    return name.replace('-', '_').toUpperCase(Locale.ROOT) + "_" + what;
  }

  /** The path of the parameters by which the machines of a swarm find each other. */
  public static String swarmPath(String stack, String tier) {
    return "/" + stack + "/" + tier + "/swarm";
  }

  /** A load balancer target. */
  public static String target(String tier, String service) {
    return tier + "-" + service;
  }
}
