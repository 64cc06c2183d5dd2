package blueprint.language;

import java.util.Optional;

/**
 * A service of a tier: {@code app.web}, or {@code app} where the tier has one service with a port.
 */
public record ServiceReference(Name tier, Optional<Name> service) {
  @Override
  public String toString() {
    return tier + service.map(name -> "." + name).orElse("");
  }
}
