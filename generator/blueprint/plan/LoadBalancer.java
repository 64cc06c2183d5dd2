package blueprint.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An application load balancer.
 *
 * @param tier the tier's name
 * @param name its name in the account
 * @param internal whether it has private addresses only
 * @param dualStack whether it has IPv6 addresses beside those of IPv4: where it lets somebody in
 *     over IPv6, because a visitor who is given an address that does not answer waits
 * @param listeners by port
 * @param targets what requests are routed to
 * @param webAcl the firewall in front of it
 * @param accessLogDays how long records of requests are kept; empty when there are none
 * @param protect whether the account refuses to delete it
 */
public record LoadBalancer(
    String tier,
    String name,
    boolean internal,
    boolean dualStack,
    List<Listener> listeners,
    List<Target> targets,
    Optional<WebAcl> webAcl,
    OptionalInt accessLogDays,
    boolean protect) {

  /** What is spoken with visitors: TLS 1.3, or 1.2 with keys that are not used again. */
  public static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

  public LoadBalancer {
    listeners = List.copyOf(listeners);
    targets = List.copyOf(targets);
  }

  /** The port and protocol that a visitor uses. */
  public Listener entrance() {
    return listeners.stream()
        .filter(l -> l.certificate().isPresent())
        .findFirst()
        .orElse(listeners.get(0));
  }

  /**
   * A port that visitors reach.
   *
   * @param certificate present when it speaks HTTPS
   * @param forwardTo the name of a target; empty for a redirect
   * @param redirectPort the HTTPS port of a redirect
   */
  public record Listener(
      int port,
      Optional<Certificate> certificate,
      Optional<String> forwardTo,
      OptionalInt redirectPort) {}

  /** What proves the load balancer's identity to browsers. */
  public sealed interface Certificate {}

  /** Issued for the plan's domain. */
  public record Issued() implements Certificate {}

  /** There already. */
  public record Given(String arn) implements Certificate {}

  /**
   * A service that answers requests.
   *
   * @param name unique in the stack: tier and service
   * @param port where the program listens; also the port of the health check
   * @param drainSeconds how long requests may finish on a machine that is taken out
   */
  public record Target(
      String name, String tier, String service, int port, Health health, int drainSeconds) {}

  /** A health check over HTTP; times in seconds. */
  public record Health(
      String path, int interval, int timeout, int healthy, int unhealthy, String status) {}
}
