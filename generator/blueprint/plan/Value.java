package blueprint.plan;

import java.util.List;

/** Text of which parts are known only when the service runs. */
public record Value(List<Part> parts) {

  public Value {
    parts = List.copyOf(parts);
  }

  /** A stretch of a value. */
  public sealed interface Part {}

  /** Text that stands for itself. */
  public record Literal(String text) implements Part {}

  /** The address under which a database is reached; no secret. */
  public record DatabaseHost(String tier) implements Part {}

  /** The name under which a load balancer is reached; no secret. */
  public record LoadBalancerHost(String tier) implements Part {}

  /**
   * The password of a database's user.
   *
   * @param urlEncoded whether it stands inside a URL
   */
  public record DatabasePassword(String tier, boolean urlEncoded) implements Part {}

  /** The value of a secret, by its name in the plan. */
  public record SecretValue(String name) implements Part {}

  /** Whether any part must never be readable in the account. */
  public boolean isSecret() {
    return parts.stream()
        .anyMatch(part -> part instanceof DatabasePassword || part instanceof SecretValue);
  }

  /** A value that is known already. */
  public static Value of(String text) {
    return new Value(List.of(new Literal(text)));
  }
}
